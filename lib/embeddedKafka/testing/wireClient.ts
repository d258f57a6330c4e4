import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { apis } from '../apis.ts';
import { FrameReader } from '../net/frames.ts';
import { decode } from '../protocol/codec.ts';
import type { Decoded, Encodable, Messages } from '../protocol/types.ts';
import { WireReader } from '../protocol/wireReader.ts';
import { requestFrame } from './askBroker.ts';

/** Asks any broker over a socket, one request at a time, by our own tables. */
export class WireClient {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  static async connect(bootstrap: string): Promise<WireClient> {
    const [host, port] = bootstrap.split(':');
    const socket = connect(Number(port), host);
    await once(socket, 'connect');
    return new WireClient(socket);
  }

  /** The answer; 'closed' when the broker closes the connection instead. */
  async ask<M extends Messages>(
    messages: M,
    version: number,
    request: Encodable<M['request']>,
  ): Promise<Decoded<M['response']> | 'closed'> {
    const api = apis.find((row) => row.messages === messages);
    if (!api) throw new Error('no row of apis.ts has these messages');
    const layout = { version, flexible: version >= api.flexibleSince };
    const answer = await this.send(requestFrame(api.key, layout, messages.request, request));
    if (answer === 'closed') return answer;
    const reader = new WireReader(answer, 4);
    if (layout.flexible && api.name !== 'ApiVersions') reader.skipTaggedFields();
    return decode(messages.response, reader, layout) as Decoded<M['response']>;
  }

  /** Sends a request without its length, and gives the answer without its length. */
  send(frame: Buffer): Promise<Buffer | 'closed'> {
    const size = Buffer.alloc(4);
    size.writeInt32BE(frame.length);
    const frames = new FrameReader();
    return new Promise((resolve) => {
      const receive = (chunk: Buffer) => {
        frames.push(chunk);
        const answer = frames.next();
        if (answer) end(answer);
      };
      const closed = () => end('closed');
      const end = (answer: Buffer | 'closed') => {
        this.#socket.off('data', receive).off('close', closed);
        resolve(answer);
      };
      this.#socket
        .on('data', receive)
        .on('close', closed)
        .on('error', () => {});
      this.#socket.write(Buffer.concat([size, frame]));
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}
