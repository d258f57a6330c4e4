import { Serdes } from '../serdes/serdes.ts';

/**
 * What an aggregate knows of the numbers 1, 2, 3 … of a key. Repeating a number changes nothing, so it is exact under
 * at-least-once; a number that is missing leaves a mark for ever.
 */
export interface LastNumber {
  readonly last: number;
  /** Where the first numbers were missing: the last one before, and the first one after. */
  readonly gap?: readonly [number, number];
}

export const lastNumberSerde = Serdes.json((parsed) => parsed as LastNumber);

export function takeNumber(state: LastNumber, number: number): LastNumber {
  if (number <= state.last) return state;
  const gap = state.gap ?? (number > state.last + 1 ? ([state.last, number] as const) : undefined);
  return gap === undefined ? { last: number } : { last: number, gap };
}
