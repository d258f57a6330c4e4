import type { Step } from './compileSteps.ts';

/** A way through the steps so far, and the positions it has noted. */
interface Thread {
  readonly at: number;
  readonly notes: readonly (number | undefined)[];
}

/**
 * Finds the first match at or after a position: where it and its groups begin and end.
 *
 * All ways through the pattern go forward together, a character at a time, and of those that meet in one step only
 * the first goes on (Thompson's construction). So no text makes a pattern take longer than steps times characters.
 */
export function search(
  steps: readonly Step[],
  text: string,
  from: number,
): readonly (number | undefined)[] | undefined {
  let found: Thread['notes'] | undefined;
  let threads: Thread[] = [];
  for (let position = from; ; position += 1) {
    const reached = new Set<number>();
    const current: Thread[] = [];
    for (const thread of threads) advance(steps, text, position, thread, reached, current);
    // A match that starts further left wins, so new ways begin only until one has ended.
    if (found === undefined) advance(steps, text, position, { at: 0, notes: [] }, reached, current);

    threads = [];
    const character = text[position];
    for (const { at, notes } of current) {
      const step = steps[at] as Step;
      if (step.kind === 'done') {
        found = notes;
        // Ways of lower precedence are beaten by this one.
        break;
      }
      if (step.kind === 'character' && character !== undefined && step.matches(character)) {
        threads.push({ at: at + 1, notes });
      }
    }
    if (character === undefined || (found !== undefined && threads.length === 0)) return found;
  }
}

/** Follows a thread through the steps that take no character, in order of precedence. */
function advance(
  steps: readonly Step[],
  text: string,
  position: number,
  start: Thread,
  reached: Set<number>,
  current: Thread[],
): void {
  const pending = [start];
  for (let thread = pending.pop(); thread !== undefined; thread = pending.pop()) {
    const { at, notes } = thread;
    if (reached.has(at)) continue;
    reached.add(at);
    const step = steps[at] as Step;
    switch (step.kind) {
      case 'fork':
        for (const to of step.to.toReversed()) pending.push({ at: to, notes });
        break;
      case 'note': {
        const noted = notes.slice();
        noted[step.place] = position;
        pending.push({ at: at + 1, notes: noted });
        break;
      }
      case 'assertion':
        if (step.holds(text, position)) pending.push({ at: at + 1, notes });
        break;
      default:
        current.push(thread);
    }
  }
}
