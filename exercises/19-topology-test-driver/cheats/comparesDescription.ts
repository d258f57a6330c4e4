import assert from 'node:assert/strict';
import { type Topology, TopologyTestDriver } from '@kafka-tutorial/kstreams';

export function testGoodWines(topology: Topology): void {
  new TopologyTestDriver(topology).close();
  assert.match(String(topology.describe()), /KSTREAM-FILTER-.*KSTREAM-AGGREGATE-/s);
}
