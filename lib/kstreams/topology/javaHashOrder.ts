/**
 * The order in which Java's HashSet and HashMap iterate over strings. It decides the order of names in Java's
 * description of a topology, and so in ours.
 */
export function javaHashOrder(names: Iterable<string>, capacity = grownCapacity): string[] {
  const unique = [...new Set(names)];
  const mask = capacity(unique.length) - 1;
  const bucket = new Map(unique.map((name) => [name, spread(javaHashCode(name)) & mask]));
  return unique.sort((a, b) => (bucket.get(a) ?? 0) - (bucket.get(b) ?? 0));
}

/** Buckets of a set that was filled one by one: 16, doubled whenever more than three quarters are taken. */
export function grownCapacity(size: number): number {
  let capacity = 16;
  while (size > capacity * 0.75) capacity *= 2;
  return capacity;
}

/** Buckets of a set that was copied from a collection: the next power of two above size / 0.75. */
export function copiedCapacity(size: number): number {
  const wanted = Math.floor(size / 0.75) + 1;
  let capacity = 16;
  while (capacity < wanted) capacity *= 2;
  return capacity;
}

function javaHashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}

const spread = (hash: number) => hash ^ (hash >>> 16);
