import type { Logger } from '@kafka-tutorial/util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HttpError, type HttpErrorCode, httpErrors } from './errors.ts';

const statuses: Readonly<Partial<Record<HttpErrorCode, number>>> = {
  HTTP_BAD_REQUEST: 400,
  HTTP_NOT_FOUND: 404,
  HTTP_METHOD_NOT_ALLOWED: 405,
  HTTP_BODY_TOO_LARGE: 413,
  HTTP_MEDIA_TYPE_UNSUPPORTED: 415,
  HTTP_NOT_READY: 503,
  HTTP_TOO_MANY_STREAMS: 503,
};

/** The body of every answer that is not a success. */
interface ErrorBody {
  readonly error: { readonly code: HttpErrorCode; readonly message: string };
}

/** Makes every error of the app an answer of one shape; what the server did wrong is logged and not told. */
export function answerErrors(app: FastifyInstance, logger: Logger): void {
  // Before the body is read: a path that is not there has no body to be wrong about.
  app.addHook('onRequest', async (request) => {
    if (request.is404) throw notFound(request);
  });
  app.setNotFoundHandler((request) => {
    throw notFound(request);
  });
  app.setErrorHandler((error, request, reply) => {
    const answer = asHttpError(error);
    const status = statuses[answer.code] ?? 500;
    if (status === 500) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      logger.error(`${request.method} ${shown(request.url)} failed: ${detail}`);
    }
    return reply.code(status).type('application/json; charset=utf-8').send(errorBody(answer));
  });
}

/** The JSON of an error. */
export function errorBody(error: HttpError): ErrorBody {
  return { error: { code: error.code, message: error.message } };
}

/** Fastify's own errors carry a status and a message fit for the caller; anything else says nothing to the outside. */
export function asHttpError(error: unknown): HttpError {
  if (error instanceof HttpError && statuses[error.code] !== undefined) return error;
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    if (error.statusCode === 413) return new HttpError('HTTP_BODY_TOO_LARGE', error.message);
    if (error.statusCode === 415) return new HttpError('HTTP_MEDIA_TYPE_UNSUPPORTED', error.message);
    if (error.statusCode >= 400 && error.statusCode < 500) {
      return new HttpError('HTTP_BAD_REQUEST', error.message);
    }
  }
  return new HttpError('HTTP_INTERNAL', httpErrors.HTTP_INTERNAL);
}

function notFound(request: FastifyRequest): HttpError {
  return new HttpError('HTTP_NOT_FOUND', `There is nothing at ${shown(request.url)}.`);
}

function shown(url: string): string {
  return url.length > 100 ? `${url.slice(0, 100)}…` : url;
}
