import { transformSync } from 'esbuild';

/**
 * Turns TypeScript into what Node's REPL evaluates. The mark of a module, `export {};`, is taken out: at a terminal
 * `.load` evaluates a file in one piece, and as a script. Code that is not whole yet, or wrong, is left as it is: the
 * REPL itself tells which.
 */
export function replScript(code: string): string {
  try {
    return transformSync(code, { loader: 'ts', target: 'node20' }).code.replace(/^export \{\};$/m, '');
  } catch {
    return code;
  }
}
