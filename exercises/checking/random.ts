/** Values that a learner cannot know beforehand, the same for the same seed. */
export interface Random {
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  pick<T>(values: readonly T[]): T;
  /** A copy in another order. */
  shuffle<T>(values: readonly T[]): T[];
  /** A short word of lower-case letters. */
  word(): string;
}

/** @param seed is printed when a check fails, to run it again with the same values */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32, by Tommy Ettinger: all 32 bits of the state are used.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new RangeError('nothing to pick from');
    return values[integer(0, values.length - 1)] as T;
  };
  return {
    integer,
    pick,
    shuffle: (values) => {
      const rest = [...values];
      return values.map(() => rest.splice(integer(0, rest.length - 1), 1)[0] as (typeof values)[number]);
    },
    word: () => Array.from({ length: integer(4, 8) }, () => String.fromCharCode(integer(97, 122))).join(''),
  };
}
