import { describe, expect, it } from 'vitest';
import { Headers } from '../processor/headers.ts';
import type { FixedKeyProcessorContext, ProcessorContext } from '../processor/processorContext.ts';
import { type FixedKeyRecord, Record } from '../processor/record.ts';
import { Serdes } from '../serdes/serdes.ts';
import { TopologyTestDriver } from '../testing/topologyTestDriver.ts';
import { Consumed } from './consumed.ts';
import type { KStream } from './kstream.ts';
import { Printed } from './printed.ts';
import { Produced } from './produced.ts';
import { Repartitioned } from './repartitioned.ts';
import { StreamsBuilder } from './streamsBuilder.ts';

const text = Serdes.string();
const strings = Produced.with(text, text);
type Strings = KStream<string | null, string | null>;

/** A driver with a topic `in`, and what `topic` has got after the records went in. */
function run(add: (stream: Strings) => void, ...records: Record<string, string>[]) {
  const builder = new StreamsBuilder();
  add(builder.stream('in', Consumed.with(text, text)));
  const driver = new TopologyTestDriver(builder.build());
  const input = driver.createInputTopic('in', text, text);
  for (const record of records) input.pipeRecord(record);
  return (topic: string) =>
    driver
      .createOutputTopic(topic, text, text)
      .readRecordsToList()
      .map(({ key, value, timestamp }) => `${key}=${value}@${timestamp}`);
}

const record = (key: string | null, value: string | null, timestamp = 0) =>
  new Record<string, string>(key, value, timestamp);

describe('stateless operators', () => {
  const upper = (value: string | null) => value?.toUpperCase() ?? null;
  const swap = (key: string | null, value: string | null) => ({ key: value, value: key });
  const both = (key: string | null, value: string | null) => [swap(key, value), { key, value }];

  it.each<[string, (stream: Strings) => Strings, string[]]>([
    ['filter', (s) => s.filter((_key, value) => value !== 'b'), ['k=a@1', 'null=null@3']],
    ['filterNot', (s) => s.filterNot((key) => key === 'k'), ['null=null@3']],
    ['mapValues', (s) => s.mapValues(upper), ['k=A@1', 'k=B@2', 'null=null@3']],
    ['map', (s) => s.map(swap), ['a=k@1', 'b=k@2', 'null=null@3']],
    [
      'selectKey',
      (s) => s.selectKey((key, value) => `${key}${value}`),
      ['ka=a@1', 'kb=b@2', 'nullnull=null@3'],
    ],
    [
      'flatMap',
      (s) => s.flatMap((key, value) => (value === null ? [] : both(key, value))),
      ['a=k@1', 'k=a@1', 'b=k@2', 'k=b@2'],
    ],
    [
      'flatMapValues',
      (s) => s.flatMapValues((value, key) => (value === 'b' ? [] : [value, key])),
      ['k=a@1', 'k=k@1', 'null=null@3', 'null=null@3'],
    ],
    [
      'merge',
      (s) => s.filter(() => true).merge(s),
      ['k=a@1', 'k=a@1', 'k=b@2', 'k=b@2', 'null=null@3', 'null=null@3'],
    ],
    ['repartition', (s) => s.repartition(Repartitioned.with(text, text)), ['k=a@1', 'k=b@2']],
  ])('%s', (_name, change, expected) => {
    const output = run(
      (s) => change(s).to('out', strings),
      record('k', 'a', 1),
      record('k', 'b', 2),
      record(null, null, 3),
    );
    expect(output('out')).toEqual(expected);
  });

  it('keep headers', () => {
    const builder = new StreamsBuilder();
    builder
      .stream('in', Consumed.with(text, text))
      .map((key, value) => ({ key, value }))
      .flatMap((key, value) => [{ key, value }])
      .to('out', strings);
    const driver = new TopologyTestDriver(builder.build());
    const headers = Headers.none.with('trace', '1');
    driver.createInputTopic('in', text, text).pipeRecord(record('k', 'v').withHeaders(headers));
    expect(driver.createOutputTopic('out', text, text).readRecord().headers.toArray()).toEqual(
      headers.toArray(),
    );
  });

  it('peek sees records on their way, foreach and print at their end', () => {
    const seen: string[] = [];
    const output = run(
      (s) => {
        const peeked = s.peek((key, value) => seen.push(`peek ${key} ${value}`));
        peeked.foreach((key, value) => seen.push(`foreach ${key} ${value}`));
        peeked.print(Printed.to<string | null, string | null>((line) => seen.push(line)));
        const format = (_key: string | null, value: string | null) => `<${value}>`;
        peeked.print(
          Printed.to<string | null, string | null>((line) => seen.push(line))
            .withLabel('label')
            .withKeyValueMapper(format),
        );
        peeked.to('out', strings);
      },
      record('k', 'v', 7),
    );
    expect(seen).toEqual(['peek k v', 'foreach k v', '[KSTREAM-PEEK-0000000001]: k, v', '[label]: <v>']);
    expect(output('out')).toEqual(['k=v@7']);
  });
});

describe('split', () => {
  const records = ['a', 'b', 'ab', 'c'].map((value, i) => record('k', value, i));
  const split = (s: Strings) =>
    s
      .split()
      .branch((_key, value) => value?.startsWith('a') ?? false)
      .branch((_key, value) => value?.endsWith('b') ?? false);

  it('sends a record to the first branch that wants it, or to the default', () => {
    const add = (s: Strings) => {
      for (const [i, branch] of [...split(s).defaultBranch().values()].entries())
        branch.to(`out${i}`, strings);
    };
    const output = run(add, ...records);
    expect(['out0', 'out1', 'out2'].map(output)).toEqual([['k=a@0', 'k=ab@2'], ['k=b@1'], ['k=c@3']]);
  });

  it('drops what no branch wants when there is no default', () => {
    const branches: string[] = [];
    run((s) => branches.push(...split(s).noDefaultBranch().keys()), ...records);
    expect(branches).toEqual(['KSTREAM-BRANCH-00000000011', 'KSTREAM-BRANCH-00000000012']);
  });
});

describe('to', () => {
  it('writes to the topic that is chosen for the record', () => {
    const output = run(
      (s) => s.to((key, value) => `${key}-${value}`, strings),
      record('a', 'x'),
      record('b', 'y'),
    );
    expect(output('a-x')).toEqual(['a=x@0']);
    expect(output('b-y')).toEqual(['b=y@0']);
  });

  it('shows the name of the function in the description', () => {
    const builder = new StreamsBuilder();
    const byKey = (key: string | null) => `out-${key}`;
    builder.stream('in', Consumed.with(text, text)).to(byKey, strings);
    expect(String(builder.build().describe())).toContain('(extractor class: byKey)');
  });
});

describe('processors in a stream', () => {
  class Doubled {
    #context: FixedKeyProcessorContext<string | null, string> | undefined;

    init(context: FixedKeyProcessorContext<string | null, string>): void {
      this.#context = context;
    }

    process(record: FixedKeyRecord<string | null, string | null>) {
      return this.#context?.forward(record.withValue(`${record.value}${record.value}`));
    }
  }

  it('processValues changes values', () => {
    const output = run(
      (s) => s.processValues({ get: () => new Doubled() }).to('out', strings),
      record('k', 'v', 3),
    );
    expect(output('out')).toEqual(['k=vv@3']);
  });

  it('what follows an asynchronous processor waits for it', async () => {
    class Later {
      #context: ProcessorContext<string, string> | undefined;

      init(context: ProcessorContext<string, string>): void {
        this.#context = context;
      }

      async process(record: Record<string | null, string | null>) {
        // The first takes longest.
        for (let turn = record.value === 'a' ? 5 : 1; turn > 0; turn--) await Promise.resolve();
        await this.#context?.forward(new Record<string, string>(record.key, record.value, record.timestamp));
      }
    }
    const builder = new StreamsBuilder();
    builder
      .stream('in', Consumed.with(text, text))
      .flatMapValues(() => ['a', 'b', 'c'])
      .process<string, string>({ get: () => new Later() })
      .mapValues((value) => `${value}!`)
      .to('out', strings);
    const driver = new TopologyTestDriver(builder.build());
    await driver.createInputTopic('in', text, text).pipeInput('k', 'v');
    const output = driver.createOutputTopic('out', text, text);
    expect(output.readValuesToList()).toEqual(['a!', 'b!', 'c!']);
  });
});
