import { describe, expect, it } from 'vitest';
import { copiedCapacity, grownCapacity, javaHashOrder } from './javaHashOrder.ts';

describe('javaHashOrder', () => {
  // Printed by new HashSet<>(List.of(…)) in Java 17.
  it('is the order of a HashSet', () => {
    expect(javaHashOrder(['in1', 'in2'])).toEqual(['in2', 'in1']);
    expect(javaHashOrder(['one', 'two', 'three', 'four', 'five', 'six'])).toEqual([
      'six',
      'four',
      'one',
      'two',
      'three',
      'five',
    ]);
  });

  it('knows when a set grows and how large a copy is', () => {
    expect([12, 13, 24, 25].map(grownCapacity)).toEqual([16, 32, 32, 64]);
    expect([11, 12, 23, 24].map(copiedCapacity)).toEqual([16, 32, 32, 64]);
  });
});
