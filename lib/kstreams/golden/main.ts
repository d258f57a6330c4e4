import { parseArgs } from 'node:util';
import { runCases } from './runCases.ts';

const usage = `Usage: npm run golden:kstreams -- DIR [--theme a,b]

Runs the golden cases (*.json) in DIR: topologies that Java's Kafka Streams ran, compared with what this library makes
of the same steps. Prints a line for each case, PASS, FAIL with the first difference, or SKIP with what is not
supported yet, and the counts last; exits with 1 when a case failed.

  --theme a,b   only the cases of these themes
  --help        this text`;

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, theme: { type: 'string' } },
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
    const themes = values.theme?.split(',').map((theme) => theme.trim());
    const { failed } = runCases(directory, themes, console.log);
    return failed > 0 ? 1 : 0;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}
