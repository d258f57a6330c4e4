/** Sequence numbers are int32 from 0 and start again at 0 behind the highest. */
const maxSequence = 0x7fff_ffff;

export function addToSequence(sequence: number, increment: number): number {
  return sequence > maxSequence - increment ? increment - (maxSequence - sequence) - 1 : sequence + increment;
}

export function subtractFromSequence(sequence: number, decrement: number): number {
  return sequence < decrement ? maxSequence - (decrement - sequence) + 1 : sequence - decrement;
}
