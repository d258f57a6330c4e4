import { commitBeforeProcessing } from './commitBeforeProcessing.ts';
import { fullMailbox } from './fullMailbox.ts';
import { killServers } from './killServers.ts';
import type { Lab } from './lab.ts';
import { lateData } from './lateData.ts';
import { poisonRecord } from './poisonRecord.ts';
import { rebalanceStorm } from './rebalanceStorm.ts';
import { zombieProducer } from './zombieProducer.ts';

/** All labs, in the order of the walkthrough. */
export const labs: readonly Lab[] = [
  poisonRecord,
  fullMailbox,
  lateData,
  killServers,
  commitBeforeProcessing,
  zombieProducer,
  rebalanceStorm,
];
