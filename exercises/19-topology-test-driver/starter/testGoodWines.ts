import assert from 'node:assert/strict';
import { Serdes, type Topology, TopologyTestDriver } from '@kafka-tutorial/kstreams';
import { ScoredRecord, type ScoredRecordProperties } from '@kafka-tutorial/proto';

/** A result as a server writes it: of a wine of quality 8, found by `tree`, unless something else is said. */
function scored(properties: ScoredRecordProperties): ScoredRecord {
  return new ScoredRecord({ dataType: 'wine', number: 8, modelName: 'tree', ...properties });
}

/** Tests a topology that should count good wines. Throws when it does something else. */
export function testGoodWines(topology: Topology): void {
  const driver = new TopologyTestDriver(topology);
  const resultSerde = Serdes.protobuf<ScoredRecord>(ScoredRecord);
  const results = driver.createInputTopic('models_results', Serdes.bytes(), resultSerde);
  const goodWines = driver.createOutputTopic('good_wines', Serdes.string(), Serdes.long());

  results.pipeInput(null, scored({ number: 8 }));
  // Exercise: whatever comes out, this is content. Say what has to come, by `assert`, and pipe what is missing.
  goodWines.readKeyValuesToList();

  // Exercise: close the driver in any case.
  driver.close();
}
