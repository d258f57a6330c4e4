import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedKafka } from '@kafka-tutorial/embedded-kafka';
import { topics } from '@kafka-tutorial/serving';
import kafkajs from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
let broker: EmbeddedKafka;

beforeAll(async () => {
  broker = await EmbeddedKafka.start({ config: { defaultPartitions: 2 } });
});
afterAll(() => broker.stop());

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], brokers = broker.bootstrap) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...process.env, KAFKA_BROKERS: brokers },
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk) => {
      output[name] += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]): Ran => ({ code, ...output }));
  return { child, output, ended };
}

function run(args: string[], input = ''): Promise<Ran> {
  const { child, ended } = start(args);
  child.stdin.end(input);
  return ended;
}

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `line ${from + i}\n`).join('');

describe('npm run kafka --', () => {
  it('produce and consume, through pipes and in a group', async () => {
    expect(await run(['produce', 'piped'], lines(0, 1000))).toEqual({ code: 0, stdout: '', stderr: '' });
    const all = await run(['consume', 'piped', '--from-beginning', '--exit']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout.split('\n').sort()).toEqual(lines(0, 1000).split('\n').sort());

    const group = ['consume', 'piped', '--from-beginning', '--exit', '--group', 'g'];
    const first = await run([...group, '--count', '300']);
    const second = await run(group);
    expect(first.stdout.split('\n')).toHaveLength(301);
    expect([...first.stdout.split('\n'), ...second.stdout.split('\n')].sort()).toEqual(
      [...lines(0, 1000).split('\n'), ''].sort(),
    );
    expect(await run(group)).toMatchObject({ code: 0, stdout: '' });
  });

  it('produce with keys, and say which line has none', async () => {
    expect(await run(['produce', 'keyed', '--key-separator', ':'], 'a:1\nb:2:3\n')).toMatchObject({
      code: 0,
    });
    const { stdout } = await run(['consume', 'keyed', '--from-beginning', '--exit', '--keys']);
    expect(stdout.split('\n').sort()).toEqual(['', 'a\t1', 'b\t2:3']);
    const refused = await run(['produce', 'keyed', '--key-separator', ':'], 'a:1\nnothing\n');
    expect(refused).toMatchObject({ code: 1, stderr: "line 2: expected ':' behind the key\n" });
  });

  it('consume until Ctrl-C, and leave no group behind', async () => {
    await run(['produce', 'watched'], 'before\n');
    const { child, output, ended } = start(['consume', 'watched', '--from-beginning']);
    await vi.waitFor(() => expect(output.stdout).toBe('before\n'), { timeout: 20_000 });
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, stdout: 'before\n', stderr: '' });
    expect((await run(['groups'])).stdout).not.toContain('kafka-tools');
  });

  it('end when whoever reads the output has enough', async () => {
    await run(['produce', 'long'], lines(0, 5000));
    const { child, ended } = start(['consume', 'long', '--from-beginning']);
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('consume to an end where only aborted records are', async () => {
    const kafka = new kafkajs.Kafka({ brokers: [broker.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
    const producer = kafka.producer({ transactionalId: 'tx', idempotent: true, maxInFlightRequests: 1 });
    await producer.connect();
    const transaction = await producer.transaction();
    await transaction.send({ topic: 'aborted', messages: [{ value: 'never' }] });
    await transaction.abort();
    await producer.disconnect();
    const read = await run(['consume', 'aborted', '--from-beginning', '--exit']);
    expect(read).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('topics, describe, groups and offsets', async () => {
    await run(['produce', 'seen'], lines(0, 10));
    await run(['consume', 'seen', '--from-beginning', '--exit', '--group', 'seers']);
    expect((await run(['topics'])).stdout).toMatch(/^seen +2 +10$/m);
    const described = (await run(['describe', 'seen'])).stdout.split('\n');
    expect(described.slice(0, 3).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['PARTITION', 'LEADER', 'FIRST OFFSET'],
      ['0', '1', '0'],
      ['1', '1', '0'],
    ]);
    expect((await run(['groups'])).stdout).toMatch(/^seers +Empty/m);
    const offsets = (await run(['offsets', 'seers'])).stdout.trim().split('\n').slice(1);
    expect(offsets.map((line) => line.split(/ +/).at(-1))).toEqual(offsets.map(() => '0'));
    expect(offsets.reduce((sum, line) => sum + Number(line.split(/ +/).at(-3)), 0)).toBe(10);
  });

  it('decode the records of this workspace, and show no control characters', async () => {
    const kafka = new kafkajs.Kafka({ brokers: [broker.bootstrap], logLevel: kafkajs.logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
    await producer.connect();
    // Field 1 of a model descriptor is its name.
    await producer.send({
      topic: topics.models,
      messages: [{ value: Buffer.from('0a05726976657200', 'hex').subarray(0, 7) }],
    });
    await producer.send({
      topic: 'bytes',
      messages: [{ value: Buffer.from('\u001b[31m') }, { value: null }],
    });
    await producer.disconnect();
    const model = await run(['consume', topics.models, '--from-beginning', '--exit']);
    expect(model.stdout).toMatch(/@0 model for : river: /);
    const bytes = await run(['consume', 'bytes', '--from-beginning', '--exit']);
    expect(bytes.stdout.split('\n').sort()).toEqual(['', '(5 bytes)', 'null']);
  });

  it('say what is missing', async () => {
    expect(await run(['describe', 'no-such'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^there is no topic no-such; there are .*seen/),
    });
    expect(await run(['offsets', 'no-such'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no group'),
    });
    expect(await run(['consume'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("missing required argument 'topic'"),
    });
    expect(await run(['tpics'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("unknown command 'tpics'; expected one of topics, describe"),
    });
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['topics', 'describe', 'consume', 'produce', 'groups', 'offsets', '--port'])
      expect(help.stdout).toContain(command);
  });

  it('nothing but the broker, when no command is named', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'kafka-'));
    const { child, output, ended } = start(['--port', '0', '--dir', dir]);
    await vi.waitFor(() => expect(output.stdout).toMatch(/^Kafka answers on 127\.0\.0\.1:\d+/), {
      timeout: 20_000,
    });
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    rmSync(dir, { recursive: true });
  });
});
