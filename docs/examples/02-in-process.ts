import { Readable, Writable } from 'node:stream';
import { buildModelServer } from '@kafka-tutorial/custom-stage';
import { createModelFactory } from '@kafka-tutorial/model';
import type { Outcome } from '@kafka-tutorial/serving';
import { modelInput, wineInputs } from './inputRecords.ts';

const wines = await wineInputs(1599);
const byQuality = new Map<number, number>();

const results = new Writable({
  objectMode: true,
  write(outcome: Outcome, _encoding, done) {
    if (outcome.kind === 'scored') {
      const quality = Number(outcome.score.value);
      byQuality.set(quality, (byQuality.get(quality) ?? 0) + 1);
    }
    done();
  },
});

const server = buildModelServer({ data: Readable.from(wines), results, factory: createModelFactory() });
await server.takeModel(await modelInput('wineDecisionTree'));
await server.run();

for (const [quality, count] of [...byQuality].sort(([a], [b]) => a - b)) {
  console.log(`quality ${quality}: ${count} wines`);
}
