/** What the HTTP side of a server answers or throws when something is wrong; docs/errors.md lists the same codes. */
export const httpErrors = {
  HTTP_BAD_REQUEST: 'The request cannot be read: its path, headers, query or body is malformed.',
  HTTP_NOT_FOUND: 'There is nothing at this path.',
  HTTP_METHOD_NOT_ALLOWED: 'The path exists, but not for this method; the Allow header lists those it has.',
  HTTP_BODY_TOO_LARGE: 'The body of the request has more bytes than the limit.',
  HTTP_MEDIA_TYPE_UNSUPPORTED: 'The body of the request has a content type that is not read here.',
  HTTP_INTERNAL: 'The server failed to answer; its log says why.',
  HTTP_NOT_READY: 'The server is starting or stopping and does not score records.',
  HTTP_TOO_MANY_STREAMS: 'As many event streams are open as the server allows.',
  HTTP_PORT_IN_USE: 'Another program listens on the port.',
  HTTP_LISTEN_FAILED: 'The address cannot be listened on.',
} as const;

export type HttpErrorCode = keyof typeof httpErrors;

/** An error of the HTTP side. Thrown in a route, it becomes an answer with the status of its code (`errorAnswers.ts`). */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code: HttpErrorCode;
  readonly hint: string | undefined;

  constructor(code: HttpErrorCode, message: string, options?: { hint?: string; cause?: unknown }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options?.hint;
  }
}
