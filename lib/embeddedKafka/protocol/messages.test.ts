import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { Api } from '../api.ts';
import { apis } from '../apis.ts';
import { decode, encode } from './codec.ts';
import type { Fields } from './types.ts';
import { WireReader } from './wireReader.ts';
import { WireWriter } from './wireWriter.ts';

interface Recorded {
  key: number;
  kind: 'request' | 'response';
  version: number;
  hex: string;
  fields: unknown;
}

const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL('fixtures/messages.json', import.meta.url), 'utf8'),
);

function layoutOf(api: Api, version: number) {
  return { version, flexible: version >= api.flexibleSince };
}

function encoded(fields: Fields, value: object, layout: { version: number; flexible: boolean }): Buffer {
  const writer = new WireWriter();
  encode(fields, value as Parameters<typeof encode>[1], writer, layout);
  return Buffer.concat(writer.finish().pieces);
}

/** Our values in the form of the recording: what the version has, numbers as numbers, bytes as base64, ids as hex. */
function plain(fields: Fields, value: Record<string, unknown>, version: number): unknown {
  const present = Object.entries(fields).filter(
    ([, { since, until }]) => version >= since && version <= until,
  );
  return Object.fromEntries(
    present.map(([name, { type }]) => [name.toLowerCase(), plainValue(type, value[name], version)]),
  );
}

function plainValue(type: Fields[string]['type'], value: unknown, version: number): unknown {
  if (Array.isArray(value) && typeof type === 'object' && 'arrayOf' in type) {
    return value.map((element) => plainValue(type.arrayOf, element, version));
  }
  if (value !== null && typeof type === 'object' && 'struct' in type) {
    return plain(type.struct, value as Record<string, unknown>, version);
  }
  if (typeof value === 'bigint') return Number(value);
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return type === 'uuid' ? String(value).replaceAll('-', '') : value;
}

const renamed: Record<string, string> = { generationidormemberepoch: 'generationid' };
/** What Kafka calls the fields of versions that brokers do not use among themselves. */
const oldForm = /^v3andbelow|v3andbelow$/;

/** Kafka's names without underscores and case. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const plainName = name.replaceAll('_', '').toLowerCase().replace(oldForm, '');
      return [renamed[plainName] ?? plainName, comparable(inner)];
    }),
  );
}

describe.each(apis.map((api) => ({ name: api.name, api })))('$name', ({ api }) => {
  const own = recorded.filter(({ key }) => key === api.key);

  it.each(own)(
    'reads and writes the $kind of version $version as Kafka does',
    ({ kind, version, hex, fields }) => {
      const layout = layoutOf(api, version);
      const reader = new WireReader(Buffer.from(hex, 'hex'));
      const value = decode(api.messages[kind], reader, layout);
      expect(reader.remaining).toBe(0);
      expect(plain(api.messages[kind], value, version)).toEqual(comparable(fields));
      expect(encoded(api.messages[kind], value, layout).toString('hex')).toBe(hex);
    },
  );

  it('is recorded up to its last version', () => {
    const versions = own.map(({ version }) => version);
    expect(Math.max(...versions)).toBe(api.versions[1]);
    expect(versions.length).toBeGreaterThan(0);
  });

  it('refuses every prefix of its last version, and never reads beyond it', () => {
    const version = api.versions[1];
    for (const { kind, hex } of own.filter((message) => message.version === version)) {
      const bytes = Buffer.from(hex, 'hex');
      for (let length = 0; length < bytes.length; length++) {
        const reader = new WireReader(bytes.subarray(0, length));
        expect(() => decode(api.messages[kind], reader, layoutOf(api, version))).toThrow(
          expect.objectContaining({ code: 'REQUEST_MALFORMED' }),
        );
      }
    }
  });
});

/** Versions that Kafka 4 has dropped and older clients still ask for: kafkajs writes and reads them. */
describe('versions before Kafka 4', () => {
  const require = createRequire(import.meta.url);
  const kafkajs = (path: string) => require(`kafkajs/src/protocol/requests/${path}`);
  const apiNamed = (name: string) => apis.find((api) => api.name === name) as Api;

  it.each([
    { name: 'CreateTopics', folder: 'createTopics', version: 0 },
    { name: 'CreateTopics', folder: 'createTopics', version: 1 },
  ])('reads $name version $version as kafkajs writes it', async ({ name, folder, version }) => {
    const api = apiNamed(name);
    const topics = [
      {
        topic: 'wine',
        numPartitions: 3,
        replicationFactor: 1,
        replicaAssignment: [{ partition: 0, replicas: [1] }],
        configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
      },
    ];
    const request = kafkajs(`${folder}/v${version}/request`)({ topics, timeout: 5000, validateOnly: true });
    const { buffer } = await request.encode();
    const reader = new WireReader(buffer);
    expect(decode(api.messages.request, reader, layoutOf(api, version))).toEqual({
      topics: [
        {
          name: 'wine',
          numPartitions: 3,
          replicationFactor: 1,
          assignments: [{ partitionIndex: 0, brokerIds: [1] }],
          configs: [{ name: 'cleanup.policy', value: 'compact' }],
        },
      ],
      timeoutMs: 5000,
      validateOnly: version === 1,
    });
    expect(reader.remaining).toBe(0);
  });

  it('reads DeleteTopics version 0 as kafkajs writes it', async () => {
    const api = apiNamed('DeleteTopics');
    const { buffer } = await kafkajs('deleteTopics/v0/request')({ topics: ['a', 'b'], timeout: 7 }).encode();
    expect(decode(api.messages.request, new WireReader(buffer), layoutOf(api, 0))).toEqual({
      topics: [],
      topicNames: ['a', 'b'],
      timeoutMs: 7,
    });
  });

  it('writes ListOffsets version 0 as kafkajs reads it', async () => {
    const api = apiNamed('ListOffsets');
    const partition = {
      partitionIndex: 2,
      errorCode: 0,
      oldStyleOffsets: [5n],
      timestamp: -1n,
      offset: 5n,
      leaderEpoch: 0,
    };
    const bytes = encoded(
      api.messages.response,
      { topics: [{ name: 't', partitions: [partition] }] },
      layoutOf(api, 0),
    );
    expect(await kafkajs('listOffsets/v0/response').decode(bytes)).toEqual({
      responses: [{ topic: 't', partitions: [{ partition: 2, errorCode: 0, offsets: ['5'] }] }],
    });
  });

  it('reads ListOffsets version 0 as kafkajs writes it', async () => {
    const api = apiNamed('ListOffsets');
    const topics = [{ topic: 't', partitions: [{ partition: 1, timestamp: -1, maxNumOffsets: 4 }] }];
    const { buffer } = await kafkajs('listOffsets/v0/request')({ replicaId: -1, topics }).encode();
    const { topics: read } = decode(api.messages.request, new WireReader(buffer), layoutOf(api, 0));
    expect(read).toEqual([
      {
        name: 't',
        partitions: [{ partitionIndex: 1, currentLeaderEpoch: -1, timestamp: -1n, maxNumOffsets: 4 }],
      },
    ]);
  });

  it('writes DescribeConfigs version 0 as kafkajs reads it', async () => {
    const api = apiNamed('DescribeConfigs');
    const config = {
      name: 'cleanup.policy',
      value: 'delete',
      readOnly: false,
      isDefault: true,
      configSource: 5,
      isSensitive: false,
      synonyms: [],
      configType: 7,
    };
    const result = {
      errorCode: 0,
      errorMessage: null,
      resourceType: 2,
      resourceName: 't',
      configs: [config],
    };
    const bytes = encoded(api.messages.response, { results: [result] }, layoutOf(api, 0));
    const read = await kafkajs('describeConfigs/v0/response').decode(bytes);
    expect(read.resources[0].configEntries).toEqual([
      expect.objectContaining({ configName: 'cleanup.policy', configValue: 'delete', isDefault: true }),
    ]);
  });

  it.each([0, 1, 2])('writes Produce version %i as kafkajs reads it', async (version) => {
    const api = apiNamed('Produce');
    const partition = {
      index: 4,
      errorCode: 0,
      baseOffset: 12n,
      logAppendTimeMs: -1n,
      logStartOffset: 0n,
      recordErrors: [],
    };
    const response = { responses: [{ name: 't', partitionResponses: [partition] }] };
    const bytes = encoded(api.messages.response, response, layoutOf(api, version));
    const read = await kafkajs(`produce/v${version}/response`).decode(bytes);
    expect(read.topics[0].partitions[0]).toMatchObject({ partition: 4, errorCode: 0 });
  });
});
