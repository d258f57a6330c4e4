/** Where two plain values first differ, and how, for a reader; undefined when they are equal. */
export function firstDifference(expected: unknown, actual: unknown, path = ''): string | undefined {
  if (Object.is(expected, actual)) return undefined;
  if (typeof expected === 'string' && typeof actual === 'string' && expected.includes('\n')) {
    return firstDifference(expected.split('\n'), actual.split('\n'), `${path} line `);
  }
  if (!isObject(expected) || !isObject(actual)) {
    return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  for (const key of keys) {
    const name = Array.isArray(expected) ? `[${key}]` : path === '' ? key : `.${key}`;
    const difference = firstDifference(expected[key], actual[key], path + name);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
