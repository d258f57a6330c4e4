import { createInterface } from 'node:readline/promises';

/** Asks on the terminal, or reads a line from what stands in its place; `undefined` when the input has ended. */
export async function askYes(question: string): Promise<boolean | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<undefined>((resolve) => lines.once('close', () => resolve(undefined)));
  const answer = await Promise.race([lines.question(`${question} y/N `), ended]);
  lines.close();
  return answer === undefined ? undefined : /^y(es)?$/i.test(answer.trim());
}
