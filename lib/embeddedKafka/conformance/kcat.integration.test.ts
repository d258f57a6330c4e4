import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedKafka } from '../index.ts';
import { runProgram } from '../testing/runProgram.ts';

/** kcat, which is librdkafka at the command line, when this machine has it. */

let broker: EmbeddedKafka;

beforeAll(async () => {
  broker = await EmbeddedKafka.start({ log: (line) => console.error(line) });
});

afterAll(() => broker.stop());

const program = 'kcat';
const hasKcat = spawnSync(program, ['-V']).status === 0;
if (!hasKcat) console.warn('skipped: kcat is not installed');

const lines = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');

describe.skipIf(!hasKcat)('kcat', () => {
  const kcat = (args: string[], input?: string) =>
    runProgram([program, '-b', broker.bootstrap, ...args], input);

  it('lists the cluster', async () => {
    const { status, stdout } = await kcat(['-L']);
    expect(status).toBe(0);
    expect(stdout).toContain(`broker 1 at ${broker.bootstrap} (controller)`);
  });

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'produces and consumes, compression %s',
    async (codec) => {
      const topic = `kcat-${codec}`;
      const sent = await kcat(['-P', '-t', topic, '-z', codec, '-K', ':'], 'a:1\nb:2\n');
      expect(sent).toMatchObject({ status: 0, stderr: '' });
      const read = await kcat(['-C', '-t', topic, '-e', '-q', '-f', '%k=%s@%o\n']);
      expect(read).toMatchObject({ status: 0, stdout: 'a=1@0\nb=2@1\n' });
    },
  );

  it.each(['gzip', 'snappy', 'lz4', 'zstd'])(
    'is not talked out of compression by the broker: %s',
    async (codec) => {
      const topic = `squeezed-${codec}`;
      await kcat(['-P', '-t', topic, '-z', codec], `${'x'.repeat(50_000)}\n`);
      const { size } = statSync(join(broker.dir, `${topic}-0`, '00000000000000000000.log'));
      expect(size).toBeLessThan(5_000);
    },
  );

  it('consumes as a group, and goes on where the group was', async () => {
    const group = ['-G', 'kcat-group', '-e', '-q', '-X', 'auto.offset.reset=earliest', 'kcat-grouped'];
    await kcat(['-P', '-t', 'kcat-grouped'], lines(3));
    expect((await kcat(group)).stdout).toBe(lines(3));
    await kcat(['-P', '-t', 'kcat-grouped'], '4\n');
    expect((await kcat(group)).stdout).toBe('4\n');
  });

  it('produces idempotently', async () => {
    await kcat(['-P', '-t', 'kcat-idempotent', '-X', 'enable.idempotence=true'], lines(100));
    expect((await kcat(['-C', '-t', 'kcat-idempotent', '-e', '-q'])).stdout).toBe(lines(100));
  });
});
