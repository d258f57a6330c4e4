import { start } from 'node:repl';
import * as stream from 'node:stream';
import * as customStage from '@kafka-tutorial/custom-stage';
import { transformSync } from 'esbuild';

const server = start({ prompt: 'streams> ' });
Object.assign(server.context, stream, customStage);

// What is typed or loaded is TypeScript.
const evaluate = server.eval;
Object.assign(server, {
  eval(this: unknown, code: string, ...rest: [never, never, never]) {
    let script = code;
    try {
      script = transformSync(code, { loader: 'ts', target: 'node20' }).code;
    } catch {
      // Not whole yet, or wrong: the REPL itself tells which.
    }
    evaluate.call(this as typeof server, script, ...rest);
  },
});
