import { parseCount, program } from '@kafka-tutorial/util';
import { Argument } from 'commander';
import { benchActorsPersistent } from './actorsPersistent.ts';
import { benchCustomStage } from './customStage.ts';
import { benchKafka } from './kafka.ts';
import { benchKstreams } from './kstreams.ts';
import { benchMessaging } from './messaging.ts';
import { benchModels } from './models.ts';
import { benchServers } from './servers.ts';

const benches = {
  customStage: benchCustomStage,
  actorsPersistent: benchActorsPersistent,
  kafka: benchKafka,
  kstreams: benchKstreams,
  messaging: benchMessaging,
  models: benchModels,
  servers: benchServers,
};

const command = program('npm run bench --', 'Measures, and says against what.')
  .addArgument(new Argument('<what>', 'what to measure').choices(Object.keys(benches)))
  .option('--records <n>', 'records that are preloaded, or sent; each bench has its own default', parseCount)
  .option('--rounds <n>', 'how often everything is measured', parseCount, 3)
  .parse();

const what = command.args[0] as keyof typeof benches;
process.exitCode = (await benches[what](command.opts())) ? 0 : 1;
