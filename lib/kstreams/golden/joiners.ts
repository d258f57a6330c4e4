import { notSupported, text, type Value } from './functions.ts';

export interface Joiner {
  readonly type: 'string' | 'long';
  join(left: Value | null, right: Value | null, key?: Value | null): Value | null;
}

export function joiner(name = ''): Joiner {
  const both = (left: Value | null, right: Value | null) => `${text(left)}+${text(right)}`;
  switch (name) {
    case 'l+r':
      return { type: 'string', join: both };
    case 'k:l+r':
      return {
        type: 'string',
        join: (left, right, key) => `${text(key)}:${both(left, right)}`,
      };
    case 'l-r.sum':
      return { type: 'long', join: (left, right) => Number(left ?? 0) + Number(right ?? 0) };
    case 'nullIfEqual':
      return { type: 'string', join: (left, right) => (left === right ? null : both(left, right)) };
    default:
      return notSupported('joiner', name);
  }
}
