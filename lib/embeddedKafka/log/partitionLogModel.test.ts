import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from './memoryFiles.ts';
import type { PartitionLog } from './partitionLog.ts';
import { batchOf, openTestLog, testDir, valuesIn } from './testLog.ts';

/** What a log is: the values by offset. */
interface Model {
  values: string[];
  /** How many of them are surely on the disk. */
  synced: number;
  epoch: number;
  nextSequence: number;
}

interface Real {
  files: MemoryFiles;
  log: PartitionLog;
}

const config = { segmentBytes: 700 };
const open = (files: MemoryFiles) => openTestLog({ files, config });

type Command = fc.Command<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => void): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

function checkValues(model: Model, { log }: Real, from = 0): void {
  expect(log.endOffset).toBe(BigInt(model.values.length));
  expect(valuesIn(log, BigInt(from))).toEqual(
    model.values.map((value, offset) => [BigInt(offset), value]).slice(from),
  );
}

const sequence = (model: Model) => ({
  producerId: 1n,
  producerEpoch: model.epoch,
  baseSequence: model.nextSequence,
});

const append = (values: string[], isIdempotent: boolean) =>
  command(`append ${values} ${isIdempotent}`, (model, { log }) => {
    const bytes = batchOf(values, isIdempotent ? sequence(model) : {});
    const repetition = Buffer.from(bytes);
    const baseOffset = BigInt(model.values.length);
    expect(log.append(bytes).baseOffset).toBe(baseOffset);
    model.values.push(...values);
    if (!isIdempotent) return;
    model.nextSequence += values.length;
    expect(log.append(repetition).baseOffset).toBe(baseOffset);
  });

const failingAppend = (values: string[], writtenBytes: number) =>
  command(`append ${values}, failing behind ${writtenBytes} bytes`, (model, { log, files }) => {
    files.failNext('write', writtenBytes);
    expect(() => log.append(batchOf(values))).toThrow(
      expect.objectContaining({ error: 'KAFKA_STORAGE_ERROR' }),
    );
    checkValues(model, { log, files });
  });

const read = (fraction: number) =>
  command(`read from ${fraction}`, (model, real) =>
    checkValues(model, real, Math.floor(fraction * model.values.length)),
  );

const reopen = command('close and open', (model, real) => {
  real.log.close();
  model.synced = model.values.length;
  real.log = open(real.files);
  checkValues(model, real);
});

const kill = (rubbish: Uint8Array) =>
  command(`kill, leaving ${rubbish.length} bytes of rubbish`, (model, real) => {
    const last = real.files.list(testDir).findLast((name) => name.endsWith('.log'));
    const path = `${testDir}/${last}`;
    real.files.write(path, real.files.size(path) ?? 0, Buffer.from(rubbish));
    real.log = open(real.files);
    checkValues(model, real);
  });

const losePower = command('lose power', (model, real) => {
  real.files.losePower();
  real.log = open(real.files);
  const left = Number(real.log.endOffset);
  expect(left).toBeGreaterThanOrEqual(model.synced);
  expect(left).toBeLessThanOrEqual(model.values.length);
  model.values.length = left;
  // Which of its batches survived, the producer cannot know: it begins anew.
  model.epoch++;
  model.nextSequence = 0;
  checkValues(model, real);
});

const values = fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 4 });
const commands = fc.commands(
  [
    fc.tuple(values, fc.boolean()).map(([texts, isIdempotent]) => append(texts, isIdempotent)),
    fc.tuple(values, fc.nat(200)).map(([texts, writtenBytes]) => failingAppend(texts, writtenBytes)),
    fc.float({ min: 0, max: 1, noNaN: true }).map(read),
    fc.constant(reopen),
    fc.uint8Array({ maxLength: 100 }).map(kill),
    fc.constant(losePower),
  ],
  { maxCommands: 40 },
);

describe('PartitionLog against an array', () => {
  it('holds the same after any appends, failures, kills and power losses', () => {
    fc.assert(
      fc.property(commands, (sequenceOfCommands) => {
        const files = new MemoryFiles();
        fc.modelRun(
          () => ({
            model: { values: [], synced: 0, epoch: 0, nextSequence: 0 },
            real: { files, log: open(files) },
          }),
          sequenceOfCommands,
        );
      }),
      { numRuns: 150 },
    );
  });
});
