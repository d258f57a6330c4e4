import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedKafka } from '../index.ts';

/** Clients in other languages, when this machine has them: kcat (librdkafka) and kafka-python. */

let broker: EmbeddedKafka;

beforeAll(async () => {
  broker = await EmbeddedKafka.start({ log: (line) => console.error(line) });
});

afterAll(() => broker.stop());

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program without blocking the broker, which lives in this process. */
function run(command: string, args: string[], input = ''): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: 30_000 });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(input);
  });
}

function isThere(command: string, args: string[], what: string): boolean {
  const there = spawnSync(command, args).status === 0;
  if (!there) console.warn(`skipped: ${what} is not installed`);
  return there;
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}\n`).join('');

describe.skipIf(!isThere('kcat', ['-V'], 'kcat'))('kcat', () => {
  const kcat = (args: string[], input?: string) => run('kcat', ['-b', broker.bootstrap, ...args], input);

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

const python = `
import sys
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import NewTopic

servers = sys.argv[1]
admin = KafkaAdminClient(bootstrap_servers=servers)
admin.create_topics([NewTopic('python', 2, 1)])
producer = KafkaProducer(bootstrap_servers=servers, acks='all', compression_type='gzip')
for i in range(10):
    producer.send('python', key=b'%d' % i, value=b'%d' % i)
producer.flush()
consumer = KafkaConsumer('python', bootstrap_servers=servers, group_id='python', auto_offset_reset='earliest',
                         consumer_timeout_ms=10000)
values = []
for message in consumer:
    values.append(int(message.value))
    if len(values) == 10:
        break
consumer.commit()
offsets = admin.list_consumer_group_offsets('python')
print(sorted(values), sum(offset.offset for offset in offsets.values()))
consumer.close()
admin.delete_topics(['python'])
`;

// The system's Python has the system's packages, also where another one comes first in the path.
const pythons = ['python3', '/usr/bin/python3'];
const withKafka = pythons.find((one) => spawnSync(one, ['-c', 'import kafka']).status === 0);
if (!withKafka) console.warn('skipped: kafka-python is not installed');

describe.skipIf(!withKafka)('kafka-python', () => {
  it('creates, produces, consumes as a group, commits, deletes', async () => {
    const { status, stdout, stderr } = await run(withKafka ?? '', ['-c', python, broker.bootstrap]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9] 10\n');
  });
});
