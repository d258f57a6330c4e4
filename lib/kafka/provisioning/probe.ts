import { connect } from 'node:net';

/** What listens at an address: nothing, a Kafka, or something else. */
export type Listener = 'nothing' | 'kafka' | 'other';

const apiVersions = { key: 18, version: 0 };
const correlationId = 0x6b61666b;
// Enough for every API that Kafka has, six bytes each, many times over.
const maxAnswerBytes = 64 * 1024;

/**
 * Asks ApiVersions, version 0, of whatever listens: the one request that every Kafka answers before anything else, to anybody.
 *
 * @param timeoutMs for connecting and answering together; a listener that is silent for that long is `other`
 */
export function probe(host: string, port: number, timeoutMs: number): Promise<Listener> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let connected = false;
    let received = Buffer.alloc(0);
    const timer = setTimeout(() => finish(connected ? 'other' : 'nothing'), timeoutMs);

    function finish(listener: Listener): void {
      clearTimeout(timer);
      socket.destroy();
      resolve(listener);
    }

    socket.on('connect', () => {
      connected = true;
      socket.write(request());
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const listener = judge(received);
      if (listener) finish(listener);
    });
    socket.on('error', () => finish(connected ? 'other' : 'nothing'));
    socket.on('close', () => finish(connected ? 'other' : 'nothing'));
  });
}

/** Request header version 1: api key, api version, correlation id, client id. The request itself is empty. */
function request(): Buffer {
  const clientId = Buffer.from('probe');
  const frame = Buffer.alloc(4 + 2 + 2 + 4 + 2 + clientId.length);
  frame.writeInt32BE(frame.length - 4, 0);
  frame.writeInt16BE(apiVersions.key, 4);
  frame.writeInt16BE(apiVersions.version, 6);
  frame.writeInt32BE(correlationId, 8);
  frame.writeInt16BE(clientId.length, 12);
  clientId.copy(frame, 14);
  return frame;
}

/** Response: size, correlation id, error code, array of (api key, min, max). Undefined while there is too little to tell. */
function judge(received: Buffer): Exclude<Listener, 'nothing'> | undefined {
  if (received.length < 4) return undefined;
  const size = received.readInt32BE(0);
  if (size < 10 || size > maxAnswerBytes) return 'other';
  if (received.length < 14) return undefined;
  const apis = received.readInt32BE(10);
  const isKafka = received.readInt32BE(4) === correlationId && size === 10 + 6 * apis;
  return isKafka ? 'kafka' : 'other';
}
