import type { OutgoingHttpHeaders } from 'node:http';
import type { ServerView } from '@kafka-tutorial/serving';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';
import { EventHistory } from './eventHistory.ts';
import { EventStream } from './eventStream.ts';

const mostStreams = 100;
const heartbeatMs = 15_000;
const contentType = 'text/event-stream; charset=utf-8';

/** `GET /events`: what happens in the server as server-sent events, the latest of them first repeated to a new client. */
export function addEventRoutes(app: FastifyInstance, view: ServerView): void {
  const history = new EventHistory(Date.now().toString(36));
  const streams = new Set<EventStream>();
  let stop = () => {};

  app.addHook('onReady', async () => {
    const unsubscribe = view.subscribe((event) => {
      const recorded = history.record(event);
      for (const stream of streams) stream.send(recorded);
    });
    const heartbeat = setInterval(() => {
      for (const stream of streams) stream.heartbeat();
    }, heartbeatMs).unref();
    stop = () => {
      unsubscribe();
      clearInterval(heartbeat);
    };
  });
  // Before the server waits for its connections to end: these never would.
  app.addHook('preClose', async () => {
    stop();
    for (const stream of streams) stream.end();
  });

  app.get('/events', { exposeHeadRoute: false }, (request, reply) => {
    if (streams.size >= mostStreams) {
      reply.header('retry-after', '5');
      throw new HttpError('HTTP_TOO_MANY_STREAMS', `${mostStreams} event streams are open; close one.`);
    }
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': contentType,
      'cache-control': 'no-store',
      // The connection ends with the stream, so that a closing server has not to wait for the next request on it.
      connection: 'close',
    });
    const stream = new EventStream(reply.raw);
    streams.add(stream);
    reply.raw.on('close', () => streams.delete(stream));
    const lastEventId = request.headers['last-event-id'];
    stream.open(history.after(typeof lastEventId === 'string' ? lastEventId : undefined));
  });
  app.head('/events', (_request, reply) =>
    reply.type(contentType).header('cache-control', 'no-store').send(),
  );
}
