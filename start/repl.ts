import { start } from 'node:repl';
import * as stream from 'node:stream';
import * as customStage from '@kafka-tutorial/custom-stage';
import { replScript } from './replScript.ts';

const server = start({ prompt: 'streams> ' });
Object.assign(server.context, stream, customStage);

// What is typed or loaded is TypeScript.
const evaluate = server.eval;
Object.assign(server, {
  eval(this: unknown, code: string, ...rest: [never, never, never]) {
    evaluate.call(this as typeof server, replScript(code), ...rest);
  },
});
