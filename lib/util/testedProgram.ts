// What runProgram.integration.test.ts runs: opens two things, the second of which closes as slowly as it is told.
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from './logger.ts';
import { runProgram } from './runProgram.ts';

const [closingMs = '0', startFails] = process.argv.slice(2);

await runProgram(createLogger('tested'), async (run) => {
  const alive = setInterval(() => {}, 1000);
  run.onStop(async () => {
    clearInterval(alive);
    console.log('closed the first');
  });
  if (startFails) throw new Error('cannot start');
  run.onStop(async () => {
    console.log('closing the second');
    await sleep(Number(closingMs));
    console.log('closed the second');
  });
  console.log('running');
});
