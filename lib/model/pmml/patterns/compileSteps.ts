import { ModelError } from '../../errors.ts';
import type { CharacterClass } from './characters.ts';
import type { PatternNode } from './parsePattern.ts';

/** A step of a search: take a character, go on in two places, note a position, or be done. */
export type Step =
  | { readonly kind: 'character'; readonly matches: CharacterClass }
  | { readonly kind: 'assertion'; readonly holds: (text: string, at: number) => boolean }
  /** Goes on at all places; the first one has precedence. */
  | { readonly kind: 'fork'; to: number[] }
  | { readonly kind: 'note'; readonly place: number }
  | { readonly kind: 'done' };

const maxSteps = 2_000;

/** Lays a pattern out as steps; the whole match is noted at places 0 and 1, group n at 2n and 2n + 1. */
export function compileSteps(root: PatternNode): Step[] {
  const steps: Step[] = [];
  const add = <Added extends Step>(step: Added): Added => {
    if (steps.length >= maxSteps) {
      throw new ModelError('SCORING_FAILED', `A pattern has more than ${maxSteps} steps.`);
    }
    steps.push(step);
    return step;
  };
  const fork = () => add({ kind: 'fork', to: [] as number[] });
  /** The places of a fork that first tries `inside`, or first tries to leave. */
  const order = (greedy: boolean, inside: number, outside: number) =>
    greedy ? [inside, outside] : [outside, inside];

  const emit = (node: PatternNode): void => {
    switch (node.kind) {
      case 'character':
      case 'assertion':
        add(node);
        break;
      case 'sequence':
        for (const part of node.parts) emit(part);
        break;
      case 'group':
        add({ kind: 'note', place: 2 * node.index });
        emit(node.body);
        add({ kind: 'note', place: 2 * node.index + 1 });
        break;
      case 'choice': {
        const start = fork();
        const ends = node.parts.map((part) => {
          start.to.push(steps.length);
          emit(part);
          return fork();
        });
        for (const end of ends) end.to.push(steps.length);
        break;
      }
      case 'repeat': {
        for (let time = 0; time < node.least; time += 1) {
          const before = steps.length;
          emit(node.body);
          // A body without steps can be repeated for ever without reaching the limit.
          if (steps.length === before) break;
        }
        if (node.most === Number.POSITIVE_INFINITY) {
          const at = steps.length;
          const loop = fork();
          emit(node.body);
          fork().to.push(at);
          loop.to = order(node.greedy, at + 1, steps.length);
          break;
        }
        const optional = [];
        for (let time = node.least; time < node.most; time += 1) {
          optional.push({ at: steps.length, step: fork() });
          emit(node.body);
        }
        for (const { at, step } of optional) step.to = order(node.greedy, at + 1, steps.length);
      }
    }
  };
  add({ kind: 'note', place: 0 });
  emit(root);
  add({ kind: 'note', place: 1 });
  add({ kind: 'done' });
  return steps;
}
