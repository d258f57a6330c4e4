import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';

/**
 * Answers 405 with an Allow header where a path exists but not for the method; Fastify alone would say 404.
 * Call it before routes are added, and the function it returns after the last of them.
 */
export function answerWrongMethods(app: FastifyInstance): () => void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = methodsOf.get(url) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsOf.set(url, methods);
  });

  return () => {
    // A plugin, as plugins that add routes are loaded in their turn before it.
    app.register(async (scope) => {
      for (const [url, methods] of [...methodsOf]) {
        const allow = [...methods].sort().join(', ');
        const others = scope.supportedMethods.filter((method) => !methods.has(method));
        if (others.length === 0) continue;
        scope.route({
          method: others,
          url,
          // Before the body is read, whose type would otherwise be complained of first.
          onRequest: async (request, reply) => {
            reply.header('allow', allow);
            throw new HttpError(
              'HTTP_METHOD_NOT_ALLOWED',
              `${request.method} is not allowed here; expected ${allow}.`,
            );
          },
          handler: () => undefined,
        });
      }
    });
  };
}
