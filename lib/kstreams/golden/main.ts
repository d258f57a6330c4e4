import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { GoldenCase } from './caseFile.ts';
import { type Outcome, runCase } from './runCase.ts';

const usage = `Usage: npm run golden:kstreams -- DIR [--theme a,b]

Runs the golden cases (*.json) of a directory: topologies that Java's Kafka Streams ran, compared with what this
library makes of the same steps. Prints a line per case: PASS, FAIL with the first difference, or SKIP with the step
that is not supported yet. Exits with 1 when a case fails.

  --theme a,b   only the cases of these themes
  --help        this text
`;

process.exitCode = main();

function main(): number {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [directory] = positionals;
  if (directory === undefined || positionals.length > 1) return complain('Expected one directory.');
  return runAll(
    directory,
    values.theme?.split(',').map((theme) => theme.trim()),
  );
}

function parse() {
  const options = { theme: { type: 'string' }, help: { type: 'boolean' } } as const;
  return parseArgs({ options, allowPositionals: true });
}

function complain(message: string): number {
  process.stderr.write(`${message}\n\n${usage}`);
  return 2;
}

function runAll(directory: string, themes: readonly string[] | undefined): number {
  const counts = { PASS: 0, FAIL: 0, SKIP: 0 };
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith('.json')) continue;
    const golden = JSON.parse(readFileSync(join(directory, file), 'utf8')) as GoldenCase;
    if (themes !== undefined && !themes.includes(golden.theme)) continue;
    const outcome = runCase(golden);
    counts[outcome.result]++;
    console.log(line(golden.name, outcome));
  }
  console.log(`${counts.PASS} passed, ${counts.FAIL} failed, ${counts.SKIP} skipped`);
  return counts.FAIL === 0 ? 0 : 1;
}

function line(name: string, outcome: Outcome): string {
  return outcome.result === 'PASS' ? `PASS ${name}` : `${outcome.result} ${name} – ${outcome.why}`;
}
