import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ports } from '@kafka-tutorial/serving';
import { TestProgram } from '@kafka-tutorial/util/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const kafkaPort = 9092;
const used = [kafkaPort, ...Object.values(ports)];
const servers = Object.keys(ports).filter((name) => name !== 'client');

const taken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const takenBefore: number[] = [];
for (const port of used) if (await taken(port)) takenBefore.push(port);
const reason = `the ports ${takenBefore.join(', ')} are taken`;
if (takenBefore.length > 0) console.info(`skipped: npm start: ${reason}`);

// What the README says one should see; numbers and species may differ.
const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const promised = (/You should see.*?```\n(.*?)```/s.exec(readme)?.[1] ?? '')
  .trim()
  .split('\n')
  .map((line) => {
    const escaped = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const tolerant = escaped.replace(/Adelie/, '\\w+').replace(/\d+\\\.\d+|(?<=version )\d+/g, '[\\d.e-]+');
    return new RegExp(`^${tolerant}$`);
  });

// The ports are those of the README: this is the command that everybody runs first.
describe.skipIf(takenBefore.length > 0)('npm start', () => {
  let directory: string;
  const start = (...servers: string[]) =>
    new TestProgram('start/main.ts', [...servers, '--model-interval', '1', '--rate', '10'], {
      TUTORIAL_DIR: directory,
      KAFKA_BROKERS: '',
      KAFKA_PROVISION: '',
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tutorial-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('has the README’s lines to wait for', () => {
    expect(promised.length).toBeGreaterThan(3);
  });

  it('shows records of both data types scored by models that are swapped in, and leaves nothing behind', async () => {
    const program = start();
    for (const line of promised) await program.line(line);
    for (const [name, port] of Object.entries(ports)) {
      if (!servers.includes(name)) continue;
      await program.line(
        new RegExp(`^${name} +\\| New model - penguin\\w+ \\(\\w+\\) for penguins, version 2`),
      );
      expect((await fetch(`http://127.0.0.1:${port}/`)).status, name).toBe(200);
    }
    expect(await program.stop('SIGINT')).toBe(0);
    for (const port of used) expect(await taken(port), `port ${port}`).toBe(false);
    // The directories of tasks keep their locks, without an owner: lib/kstreams/state/persistent/directoryLock.ts.
    const left = (await readdir(directory, { recursive: true })).filter((name) => /lock|pid/.test(name));
    expect(left.filter((name) => !name.startsWith('kstreams'))).toEqual([]);
    for (const name of left.filter((name) => /\.lock\.\d+$/.test(name))) {
      expect(await readFile(join(directory, name), 'utf8'), name).toBe('');
    }
  });

  it('runs the servers that are named, and ends everything when it is killed itself', async () => {
    const program = start('customStage');
    await program.line(/^customStage \| Calculated/);
    expect(program.lines.join()).not.toContain('kstreams');
    await program.stop('SIGKILL');
    await expect
      .poll(async () => Promise.all(used.map(taken)), { timeout: 10_000 })
      .toEqual(used.map(() => false));
  });

  it('says what is wrong with its command line', async () => {
    const program = new TestProgram('start/main.ts', ['kstreams']);
    await program.line(/'kstreams' is invalid.*Allowed choices are customStage/);
    expect(await program.exited).not.toBe(0);

    const other = new TestProgram('start/main.ts', ['--rate', 'fast']);
    await other.line(/'fast' is invalid. expected a number above 0, or max/);
    expect(await other.exited).not.toBe(0);
  });
});
