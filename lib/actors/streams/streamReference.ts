import { Readable } from 'node:stream';
import { WebSocket } from 'ws';

/** A reference to a stream on another machine: enough to read it from anywhere. */
export interface StreamReference {
  /** Such as `ws://127.0.0.1:5510/results/stream`. */
  readonly url: string;
}

const ahead = 256;
const largestElement = 1024 * 1024;

/**
 * The far end of a remote stream, as a stream of Node: its elements are Uint8Arrays. It asks for as many as it has room
 * for, so a slow reader slows the source. It ends when the source ends it, and fails when the connection does.
 */
export function openStream({ url }: StreamReference): Readable {
  const webSocket = new WebSocket(url, { maxPayload: largestElement, handshakeTimeout: 5_000 });
  let wanted = 0;
  const stream = new Readable({
    objectMode: true,
    highWaterMark: ahead,
    // Later: the element that is being read now is still in its place.
    read: () => void setImmediate(ask),
    destroy(error, callback) {
      webSocket.terminate();
      callback(error);
    },
  });
  const ask = () => {
    const room = ahead - stream.readableLength - wanted;
    if (webSocket.readyState !== WebSocket.OPEN || room < 1) return;
    // Not for each element, while some are on their way: half of the room at once.
    if (wanted > 0 && room < ahead / 2) return;
    wanted += room;
    webSocket.send(String(room));
  };
  webSocket.on('open', ask);
  webSocket.on('message', (element) => {
    wanted--;
    if (stream.push(element)) ask();
  });
  webSocket.on('close', () => stream.push(null));
  webSocket.on('error', (error) => stream.destroy(error));
  return stream;
}
