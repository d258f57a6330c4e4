import { ports } from '@kafka-tutorial/serving';
import { comparePrograms, copyOnly } from './comparePrograms.ts';

/** The five servers with the same model, a PMML tree, next to a program that only copies the records. */
export function benchServers({ records = 200_000, rounds }: { records?: number; rounds: number }) {
  const servers = Object.keys(ports).filter((name) => name !== 'client');
  const programs = servers.map((name) => ({
    ...{ name, script: `${name}/main.ts`, args: ['--port', '0'], modelName: 'wineDecisionTree' },
  }));
  return comparePrograms([copyOnly, ...programs], { records, rounds });
}
