import type { Socket } from 'node:net';
import type { ServerView } from '@kafka-tutorial/serving';
import type { Logger } from '@kafka-tutorial/util';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { answerErrors, asHttpError, errorBody } from './errorAnswers.ts';
import { HttpError } from './errors.ts';
import { addEventRoutes } from './eventRoutes.ts';
import { addHealthRoutes } from './healthRoutes.ts';
import { addLivePageRoutes } from './livePageRoutes.ts';
import { answerWrongMethods } from './methodNotAllowed.ts';
import { addMetricsRoute } from './metrics.ts';
import { setSecurityHeaders } from './securityHeaders.ts';
import { addStateRoutes } from './stateRoutes.ts';

/** What a server gives to have its pages made. */
export interface HttpAppOptions {
  readonly view: ServerView;
  readonly logger: Logger;
  /** Adds the endpoints that only this server has; a thrown `HttpError` becomes its answer. */
  readonly routes?: (app: FastifyInstance) => void;
}

/** Makes the endpoints and the live page of a server. Nothing listens yet: `listen` does that, or `app.inject` in a test. */
export function buildHttpApp({ view, logger, routes }: HttpAppOptions): FastifyInstance {
  const app = fastify({
    bodyLimit: 64 * 1024,
    frameworkErrors: (error, _request, reply) =>
      (reply as FastifyReply).code(400).send(errorBody(asHttpError(error))),
    clientErrorHandler: answerUnreadable,
  });
  setSecurityHeaders(app);
  answerErrors(app, logger);
  const addWrongMethods = answerWrongMethods(app);
  addStateRoutes(app, view);
  addHealthRoutes(app, view);
  addMetricsRoute(app, view);
  addEventRoutes(app, view);
  addLivePageRoutes(app);
  routes?.(app);
  addWrongMethods();
  return app;
}

/** For bytes that are no HTTP request: nothing of Fastify is there to answer them. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(errorBody(new HttpError('HTTP_BAD_REQUEST', 'This is not an HTTP request.')));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
