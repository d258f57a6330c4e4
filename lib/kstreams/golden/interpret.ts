import type { Topology } from '../topology/topology.ts';
import type { GoldenCase } from './caseFile.ts';
import type { Effect } from './streamSteps.ts';
import { buildStreams } from './streamSteps.ts';
import { buildTopology } from './topologySteps.ts';

/**
 * Builds the topology of a case with this library.
 * @param effect called by peek and foreach
 * @throws NotSupported when the library does not have a step yet
 */
export function interpret({ api, topology, config }: GoldenCase, effect: Effect): Topology {
  if (api === 'processor') return buildTopology(topology);
  return buildStreams(topology, config['topology.optimization'] === 'all' ? 'all' : 'none', effect);
}
