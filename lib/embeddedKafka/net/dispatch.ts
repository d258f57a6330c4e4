import type { Api, BrokerParts, RequestContext } from '../api.ts';
import { apis } from '../apis.ts';
import { EmbeddedKafkaError } from '../errors.ts';
import { failingBroker } from '../faults/failingBroker.ts';
import type { Fault } from '../faults/fault.ts';
import { refuseApiVersions } from '../handlers/apiVersions.ts';
import { decode, encode } from '../protocol/codec.ts';
import { KafkaWireError } from '../protocol/errors.ts';
import { apiVersions } from '../protocol/messages/apiVersions.ts';
import type { Fields } from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { WireWriter } from '../protocol/wireWriter.ts';
import { pause } from './pause.ts';

const byKey = new Map(apis.map((api) => [api.key, api]));
const apiVersionsKey = 18;

/** The client at the other end of a connection. */
export type Peer = Pick<RequestContext, 'clientHost' | 'advertised' | 'maxRecordBytes' | 'closed'>;

/**
 * Answers one request: finds its API by key and version, decodes, asks the handler, encodes.
 *
 * @returns the pieces of the response frame, or undefined when the request has no answer
 * @throws EmbeddedKafkaError for bytes that are no request; the caller closes the connection, as Kafka does
 */
export async function dispatch(
  frame: Buffer,
  broker: BrokerParts,
  peer: Peer,
  log: (line: string) => void,
): Promise<Buffer[] | undefined> {
  const reader = new WireReader(frame);
  const apiKey = reader.int16();
  const apiVersion = reader.int16();
  const correlationId = reader.int32();
  const clientIdLength = reader.length('short');
  const clientId = clientIdLength < 0 ? '' : reader.utf8(clientIdLength);

  const api = byKey.get(apiKey);
  if (!api) throw new EmbeddedKafkaError('API_UNKNOWN', `${clientId} asks for the API with key ${apiKey}`);
  const [min, max] = api.versions;
  if (apiVersion < min || apiVersion > max) {
    if (apiKey !== apiVersionsKey) {
      throw new EmbeddedKafkaError(
        'VERSION_UNSUPPORTED',
        `${clientId} asks for ${api.name} version ${apiVersion}; expected ${min} to ${max}`,
      );
    }
    const layout = { version: 0, flexible: false };
    return respond(correlationId, false, apiVersions.response, refuseApiVersions(api), layout);
  }

  const layout = { version: apiVersion, flexible: apiVersion >= api.flexibleSince };
  if (layout.flexible) reader.skipTaggedFields();
  const request = decodeBody(api, reader, layout);
  const faults = broker.faults.take(api.name, request, (id) => broker.catalog.byId(id)?.name);
  const response = await api.handle(request, {
    ...peer,
    broker: faults.length === 0 ? broker : await meet(faults, api, broker, peer),
    apiVersion,
    clientId,
    wireError(error) {
      if (error instanceof KafkaWireError) return error;
      log(`${api.name} failed: ${error instanceof Error ? error.stack : error}`);
      return new KafkaWireError('UNKNOWN_SERVER_ERROR');
    },
  });
  if (response === undefined) return undefined;
  // Clients read the answer to ApiVersions before they know whether the broker knows flexible headers.
  const flexibleHeader = layout.flexible && apiKey !== apiVersionsKey;
  return respond(correlationId, flexibleHeader, api.messages.response, response, layout);
}

/** Lets happen what a test asked for; returns the broker as the handler is to meet it. */
async function meet(
  faults: readonly Fault[],
  api: Api,
  broker: BrokerParts,
  peer: Peer,
): Promise<BrokerParts> {
  let met = broker;
  for (const fault of faults) {
    if (fault.action === 'delay') await pause(fault.ms, broker.clock, peer.closed);
    else if (fault.action === 'fail') met = failingBroker(met, fault);
    else
      throw new EmbeddedKafkaError(
        'FAULT_INJECTED',
        `${api.name}: the connection is closed as was asked for`,
      );
  }
  return met;
}

function decodeBody(api: Api, reader: WireReader, layout: { version: number; flexible: boolean }) {
  try {
    return decode(api.messages.request, reader, layout);
  } catch (error) {
    if (!(error instanceof EmbeddedKafkaError)) throw error;
    throw new EmbeddedKafkaError(error.code, `${api.name} version ${layout.version}: ${error.message}`);
  }
}

function respond<F extends Fields>(
  correlationId: number,
  flexibleHeader: boolean,
  fields: F,
  response: Parameters<typeof encode<F>>[1],
  layout: { version: number; flexible: boolean },
): Buffer[] {
  const writer = new WireWriter();
  writer.int32(correlationId);
  if (flexibleHeader) writer.unsignedVarint(0);
  encode(fields, response, writer, layout);
  const { pieces, length } = writer.finish();
  const size = Buffer.allocUnsafe(4);
  size.writeInt32BE(length);
  return [size, ...pieces];
}
