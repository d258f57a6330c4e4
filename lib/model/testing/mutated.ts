/** Damaged bytes: cut off, with a part copied over another, with a part left out, or with some bytes changed. */
export function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit);
  const copy = Uint8Array.from(bytes);
  const at = below(copy.length);
  switch (below(4)) {
    case 0:
      return copy.subarray(0, at);
    case 1: {
      const from = below(copy.length);
      const length = below(Math.min(200, copy.length - Math.max(at, from)));
      copy.copyWithin(at, from, from + length);
      return copy;
    }
    case 2: {
      const from = below(copy.length);
      return Buffer.concat([copy.subarray(0, at), copy.subarray(from)]);
    }
    default:
      for (let flips = 1 + below(8); flips > 0; flips--) copy[below(copy.length)] = below(256);
      return copy;
  }
}
