import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import kafkajs from 'kafkajs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EmbeddedKafka, type EmbeddedKafkaOptions } from './index.ts';

let dir: string;
const started: EmbeddedKafka[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'embedded-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((broker) => broker.stop()));
  rmSync(dir, { recursive: true, force: true });
});

async function start(options: EmbeddedKafkaOptions = {}): Promise<EmbeddedKafka> {
  const broker = await EmbeddedKafka.start(options);
  started.push(broker);
  return broker;
}

/** Asks as a client would. */
async function withAdmin<T>(bootstrap: string, ask: (admin: kafkajs.Admin) => Promise<T>): Promise<T> {
  const kafka = new kafkajs.Kafka({
    brokers: [bootstrap],
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

const topicsOf = (bootstrap: string) => withAdmin(bootstrap, (admin) => admin.listTopics());
const createTopic = (bootstrap: string, topic: string) =>
  withAdmin(bootstrap, (admin) => admin.createTopics({ topics: [{ topic }] }));

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

describe.each(['none', 'process'] as const)('EmbeddedKafka, isolation %s', (isolation) => {
  it('answers on a free port, and leaves nothing behind when stopped', async () => {
    const broker = await start({ isolation });
    expect(broker.bootstrap).toBe(`127.0.0.1:${broker.port}`);
    expect(existsSync(broker.dir)).toBe(true);
    await createTopic(broker.bootstrap, 't');
    await broker.stop();
    await broker.stop();
    expect(existsSync(broker.dir)).toBe(false);
    expect(await answers(broker.port)).toBe(false);
  });

  it('keeps its data in the directory it was given', async () => {
    const first = await start({ isolation, dir });
    await createTopic(first.bootstrap, 't');
    const id = await withAdmin(first.bootstrap, async (admin) => (await admin.describeCluster()).clusterId);
    await first.stop();
    expect(readdirSync(dir)).not.toContain('broker.lock');
    const second = await start({ isolation, dir });
    expect(await topicsOf(second.bootstrap)).toContain('t');
    expect(
      await withAdmin(second.bootstrap, async (admin) => (await admin.describeCluster()).clusterId),
    ).toBe(id);
  });

  it('refuses a port in use, an address that is not here, and a directory in use, and gives back what it took', async () => {
    const first = await start({ isolation, dir });
    const options = { isolation, dir: join(dir, 'other') };
    await expect(start({ ...options, port: first.port })).rejects.toMatchObject({ code: 'PORT_IN_USE' });
    await expect(start({ ...options, host: '192.0.2.1' })).rejects.toMatchObject({ code: 'LISTEN_FAILED' });
    await expect(start({ ...options, config: { defaultPartitions: 0 } })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
    await expect(start({ isolation, dir })).rejects.toMatchObject({
      name: 'EmbeddedKafkaError',
      code: 'DIRECTORY_IN_USE',
      hint: expect.stringContaining('another directory'),
    });
    await start(options);
  });

  it('says why a directory cannot be used', async () => {
    const file = join(dir, 'file');
    writeFileSync(file, '');
    await expect(start({ isolation, dir: join(file, 'below') })).rejects.toMatchObject({
      code: 'DIRECTORY_UNUSABLE',
      message: expect.stringContaining('below'),
    });
    const damaged = join(dir, 'metadata', 'damaged.json');
    mkdirSync(dirname(damaged), { recursive: true });
    writeFileSync(damaged, 'no JSON');
    await expect(start({ isolation, dir })).rejects.toMatchObject({
      code: 'DIRECTORY_UNUSABLE',
      message: expect.stringContaining(damaged),
    });
    rmSync(damaged);
    await expect(
      start({ isolation, dir, config: { topicDefaults: { 'no.such': '1' } } }),
    ).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('no.such'),
    });
  });

  it('opens again after it was killed', async () => {
    const first = await start({ isolation, dir });
    await createTopic(first.bootstrap, 't');
    await first.kill();
    expect(await answers(first.port)).toBe(false);
    const second = await start({ isolation, dir });
    expect(await topicsOf(second.bootstrap)).toContain('t');
  });

  it('lets requests go wrong when asked to', async () => {
    const broker = await start({ isolation });
    await broker.faults.fail({ api: 'CreateTopics', error: 'POLICY_VIOLATION' });
    await expect(createTopic(broker.bootstrap, 't')).rejects.toThrow();
    await createTopic(broker.bootstrap, 't');
    await broker.faults.disconnect({ api: 'Metadata', times: 3 });
    await expect(topicsOf(broker.bootstrap)).rejects.toThrow();
    await broker.faults.clear();
    expect(await topicsOf(broker.bootstrap)).toContain('t');
    await expect(broker.faults.delay({ api: 'Nothing', ms: 1 })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
    });
  });

  it('takes its settings', async () => {
    const broker = await start({ isolation, config: { defaultPartitions: 3 } });
    await createTopic(broker.bootstrap, 't');
    const { topics } = await withAdmin(broker.bootstrap, (admin) =>
      admin.fetchTopicMetadata({ topics: ['t'] }),
    );
    expect(topics[0]?.partitions).toHaveLength(3);
  });
});

describe('EmbeddedKafka on all addresses', () => {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

  it('tells each client the address that it came by', async () => {
    const { port } = await start({ host: '0.0.0.0' });
    for (const host of ['127.0.0.1', ...(outside ? [outside] : [])]) {
      const { brokers } = await withAdmin(`${host}:${port}`, (admin) => admin.describeCluster());
      expect(brokers).toEqual([expect.objectContaining({ host, port })]);
    }
  });
});

describe('the process of the broker', () => {
  const program = `
    import { EmbeddedKafka } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
    const { port } = await EmbeddedKafka.start({ isolation: 'process', dir: process.argv[2] });
    process.send(port);
    setInterval(() => {}, 1000);
  `;

  it('ends when the program that started it is killed, and gives the directory back', async () => {
    const source = `data:text/javascript,${encodeURIComponent(program)}`;
    const parent = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', `import(${JSON.stringify(source)})`, '-', dir],
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const [port] = await once(parent, 'message');
    expect(await answers(port)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(async () => expect(await answers(port)).toBe(false), { timeout: 10_000 });
    await vi.waitFor(() => expect(readdirSync(dir)).not.toContain('broker.lock'), { timeout: 10_000 });
  });

  it('answers also while the program that started it computes', async () => {
    const { port } = await start({ isolation: 'process' });
    const askVersions = `
      const socket = require('net').connect(${port}, '127.0.0.1');
      socket.write(Buffer.from('0000000a' + '00120000' + '00000001' + '0000', 'hex'));
      socket.on('data', () => { console.log('answered'); process.exit(); });`;
    // Waiting for the other program like this blocks the event loop of this one.
    const asked = spawnSync(process.execPath, ['-e', askVersions], { timeout: 20_000, encoding: 'utf8' });
    expect(asked.stdout).toBe('answered\n');
  });
});

describe('npm run kafka', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));

  function run(args: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
      env: { ...process.env, ...env },
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    return { child, output, exit: once(child, 'close').then(([code]) => code) };
  }

  it('says in one line where it answers, and stops within a second on Ctrl-C', async () => {
    const { child, output, exit } = run(['--port', '0'], { TUTORIAL_DIR: dir });
    await vi.waitFor(() => expect(output.stdout).toContain('\n'), { timeout: 20_000 });
    const [, bootstrap = '', port] =
      /^Kafka answers on (127\.0\.0\.1:(\d+)), data in .*\n$/.exec(output.stdout) ?? [];
    await createTopic(bootstrap, 't');
    expect(readdirSync(join(dir, 'kafka'))).toContain('t-0');

    const second = run(['--port', port ?? '', '--dir', join(dir, 'other')]);
    expect(await second.exit).toBe(1);
    expect(second.output.stderr).toContain('(PORT_IN_USE)');

    const asked = performance.now();
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(output.stderr).toBe('');
    expect(readdirSync(join(dir, 'kafka'))).not.toContain('broker.lock');
    expect(await answers(Number(port))).toBe(false);
  });

  it('explains its options', async () => {
    const { output, exit } = run(['--help']);
    expect(await exit).toBe(0);
    for (const option of ['--port', '--host', '--dir']) expect(output.stdout).toContain(option);
    const wrong = run(['--port', 'x']);
    expect(await wrong.exit).toBe(1);
    expect(wrong.output.stderr).toContain('expected a port from 0 to 65535');
  });
});
