import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { KafkaStreams } from './kafkaStreams.ts';
import { quick, TestCluster, until, wordCount } from './testing.ts';

it('writes nothing any more when it stood still until others had its tasks', async () => {
  const cluster = await TestCluster.start();
  const dir = mkdtempSync(join(tmpdir(), 'zombie-'));
  const goOn = join(dir, 'go-on');
  const topics = { lines: 'lines', counts: 'counts' };
  await cluster.createTopics({ lines: 1, counts: 1 });
  const main = fileURLToPath(new URL('wordCountProcess.testing.ts', import.meta.url));
  const zombie = fork(main, [cluster.bootstrap, 'app', topics.lines, topics.counts, goOn], {
    execArgv: ['--import', 'tsx'],
  });
  const other = new KafkaStreams(wordCount(topics), {
    ...quick,
    applicationId: 'app',
    kafka: cluster.kafka,
  });
  const words = Array.from({ length: 10 }, () => ({ value: 'word' }));
  const counted = async (word: string) => (await cluster.counts(topics.counts))[word] ?? 0;
  try {
    await once(zombie, 'message');
    await cluster.produce(topics.lines, words);
    await until('the first words', async () => (await counted('word')) === 10);
    await cluster.produce(topics.lines, [{ value: 'wait' }, ...words]);
    await other.start();
    // Those that the zombie had counted without committing are counted again.
    await until('all words', async () => (await counted('wait')) > 0 && (await counted('word')) >= 30);

    const hasJoined = once(zombie, 'message');
    writeFileSync(goOn, '');
    await hasJoined;
    // Ten of the zombie, and all of the other: not the ten that the zombie had in its memory.
    expect(await cluster.read('app-words-repartition')).toHaveLength(10 + 21);
  } finally {
    zombie.kill('SIGKILL');
    await other.close();
    await cluster.stop();
    rmSync(dir, { recursive: true });
  }
});
