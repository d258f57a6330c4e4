import firstConsumer from './01-first-consumer/exercise.ts';
import partitioning from './02-partitioning/exercise.ts';
import consumerGroups from './03-consumer-groups/exercise.ts';
import genericRecords from './04-generic-records/exercise.ts';
import deadLetters from './05-dead-letters/exercise.ts';
import byReference from './06-model-by-reference/exercise.ts';
import ensemble from './07-ensemble/exercise.ts';
import speculativeScoring from './08-speculative-scoring/exercise.ts';
import shadowAndCanary from './09-shadow-and-canary/exercise.ts';
import backPressure from './10-back-pressure/exercise.ts';
import scan from './11-scan/exercise.ts';
import modelSwap from './12-model-swap/exercise.ts';
import anotherSink from './13-another-sink/exercise.ts';
import routingToActors from './14-routing-to-actors/exercise.ts';
import persistence from './15-persistence/exercise.ts';
import poolOfWorkers from './16-pool-of-workers/exercise.ts';
import processorApi from './17-processor-api/exercise.ts';
import tableDuality from './18-table-duality/exercise.ts';
import topologyTestDriver from './19-topology-test-driver/exercise.ts';
import windows from './20-windows/exercise.ts';
import joins from './21-joins/exercise.ts';
import keyValueStore from './22-key-value-store/exercise.ts';
import customStore from './23-custom-store/exercise.ts';
import queryableState from './24-queryable-state/exercise.ts';
import exactlyOnce from './25-exactly-once/exercise.ts';
import idempotentConsumer from './26-idempotent-consumer/exercise.ts';
import externalServing from './27-external-serving/exercise.ts';
import type { Exercise } from './exercise.ts';

/** An exercise and the folder that holds it; the number that it is called by is its folder's. */
export interface ManifestEntry extends Exercise {
  readonly folder: string;
}

/** All exercises, in the order of the walkthrough. */
export const manifest: readonly ManifestEntry[] = [
  { folder: '01-first-consumer', ...firstConsumer },
  { folder: '02-partitioning', ...partitioning },
  { folder: '03-consumer-groups', ...consumerGroups },
  { folder: '04-generic-records', ...genericRecords },
  { folder: '05-dead-letters', ...deadLetters },
  { folder: '06-model-by-reference', ...byReference },
  { folder: '07-ensemble', ...ensemble },
  { folder: '08-speculative-scoring', ...speculativeScoring },
  { folder: '09-shadow-and-canary', ...shadowAndCanary },
  { folder: '10-back-pressure', ...backPressure },
  { folder: '11-scan', ...scan },
  { folder: '12-model-swap', ...modelSwap },
  { folder: '13-another-sink', ...anotherSink },
  { folder: '14-routing-to-actors', ...routingToActors },
  { folder: '15-persistence', ...persistence },
  { folder: '16-pool-of-workers', ...poolOfWorkers },
  { folder: '17-processor-api', ...processorApi },
  { folder: '18-table-duality', ...tableDuality },
  { folder: '19-topology-test-driver', ...topologyTestDriver },
  { folder: '20-windows', ...windows },
  { folder: '21-joins', ...joins },
  { folder: '22-key-value-store', ...keyValueStore },
  { folder: '23-custom-store', ...customStore },
  { folder: '24-queryable-state', ...queryableState },
  { folder: '25-exactly-once', ...exactlyOnce },
  { folder: '26-idempotent-consumer', ...idempotentConsumer },
  { folder: '27-external-serving', ...externalServing },
];
