import assert from 'node:assert/strict';
import type { Topology } from '@kafka-tutorial/kstreams';

export function testGoodWines(topology: Topology): void {
  assert.equal(topology, undefined);
}
