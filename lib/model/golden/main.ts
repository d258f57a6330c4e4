import { parseArgs } from 'node:util';
import { runCases } from './runCases.ts';

const usage = `Usage: npm run golden:models -- DIR

Scores the models of all cases in DIR and compares with the scores of their reference implementations.
Prints a line for each case, PASS, FAIL or SKIP, and the counts last; exits with 1 when a case failed.
The engine for TensorFlow is chosen by KAFKA_TUTORIAL_TF=node|wasm|cpu.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const [directory, ...others] = positionals;
    if (directory === undefined || others.length > 0) {
      console.error(usage);
      return 2;
    }
    const { failed } = await runCases(directory, console.log);
    return failed > 0 ? 1 : 0;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}
