import type { BrokerParts } from '../api.ts';
import { apiNames, apis } from '../apis.ts';
import { type BrokerConfig, brokerConfig } from '../brokerConfig.ts';
import { SimulatedClock } from '../clock.ts';
import { Faults } from '../faults/faults.ts';
import { GroupCoordinator } from '../groups/groupCoordinator.ts';
import { MemoryFiles } from '../log/memoryFiles.ts';
import { dispatch } from '../net/dispatch.ts';
import { ProducerIds } from '../producers/producerIds.ts';
import { decode, encode, type Layout } from '../protocol/codec.ts';
import type { Decoded, Encodable, Fields, Messages } from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { WireWriter } from '../protocol/wireWriter.ts';
import { TopicCatalog } from '../topics/topicCatalog.ts';
import { markerWriter } from '../transactions/markerWriter.ts';
import { TransactionCoordinator } from '../transactions/transactionCoordinator.ts';

/** A broker in memory, with a clock that a test moves, asked through frames as a client would. */
export class AskedBroker {
  readonly clock = new SimulatedClock(1_700_000_000_000);
  readonly parts: BrokerParts;
  readonly logged: string[] = [];
  readonly files: MemoryFiles;
  readonly #config: Partial<BrokerConfig>;

  constructor(config: Partial<BrokerConfig> = {}, files = new MemoryFiles()) {
    this.files = files;
    this.#config = config;
    const settings = brokerConfig(config);
    const catalog = TopicCatalog.open({
      dir: 'data',
      files,
      clock: this.clock,
      defaults: settings.topicDefaults,
    });
    const groups = GroupCoordinator.open({ catalog, clock: this.clock, config: settings.groups });
    const producerIds = ProducerIds.open({ dir: 'data', files });
    this.parts = {
      nodeId: 1,
      clusterId: 'test-cluster',
      catalog,
      groups,
      producerIds,
      transactions: TransactionCoordinator.open({
        catalog,
        clock: this.clock,
        producerIds,
        writeMarker: markerWriter(catalog, groups),
        config: settings.transactions,
      }),
      clock: this.clock,
      config: settings,
      faults: new Faults(apiNames),
    };
  }

  /** Another broker on the same disk, as after a kill: nothing was closed. */
  restarted(): AskedBroker {
    this.parts.groups.close();
    this.parts.transactions.close();
    return new AskedBroker(this.#config, this.files);
  }

  /** Sends a request and decodes the answer; undefined when there is none. */
  async ask<M extends Messages>(
    messages: M,
    version: number,
    request: Encodable<M['request']>,
    closed?: AbortSignal,
  ): Promise<Decoded<M['response']> | undefined> {
    const api = apis.find((row) => row.messages === messages);
    if (!api) throw new Error('no row of apis.ts has these messages');
    const layout = { version, flexible: version >= api.flexibleSince };
    const answer = await this.send(requestFrame(api.key, layout, messages.request, request), closed);
    if (!answer) return undefined;
    const reader = new WireReader(answer, 4);
    if (layout.flexible && api.name !== 'ApiVersions') reader.skipTaggedFields();
    return decode(messages.response, reader, layout) as Decoded<M['response']>;
  }

  /** Sends the bytes of a request, and gives those of the answer without their length. */
  async send(frame: Buffer, closed: AbortSignal = new AbortController().signal): Promise<Buffer | undefined> {
    const advertised = { host: 'here', port: 9092 };
    const peer = { clientHost: '/127.0.0.1', advertised, maxRecordBytes: 55 * 2 ** 20, closed };
    const pieces = await dispatch(frame, this.parts, peer, (line) => this.logged.push(line));
    return pieces && Buffer.concat(pieces).subarray(4);
  }
}

/** A request with correlation id 7 of the client `test`. */
export function requestFrame<F extends Fields>(
  key: number,
  layout: Layout,
  fields: F,
  request: Encodable<F>,
): Buffer {
  const writer = new WireWriter();
  writer.int16(key);
  writer.int16(layout.version);
  writer.int32(7);
  writer.length('short', 4);
  writer.utf8('test', 4);
  if (layout.flexible) writer.unsignedVarint(0);
  encode(fields, request, writer, layout);
  return Buffer.concat(writer.finish().pieces);
}
