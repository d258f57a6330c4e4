import { ModelError } from '../errors.ts';
import type { Trial, TrialMessage } from './modelTrial.ts';
import { openOnnxModel } from './openOnnxModel.ts';
import { initOnnx } from './runtime.ts';

/** The process in which a model is tried: it opens the one that it is sent, says how that went, and ends. */

process.once('message', (trial: Trial) => {
  run(trial).then(send);
});
initOnnx().then(
  () => send({ type: 'ready' }),
  (error) => send(failure(error)),
);

async function run({ data, schema }: Trial): Promise<TrialMessage> {
  try {
    const start = process.cpuUsage();
    (await openOnnxModel({ data }, schema)).cleanup();
    const { user, system } = process.cpuUsage(start);
    // maxRSS is in KiB.
    return {
      type: 'passed',
      cpuMs: (user + system) / 1000,
      peakBytes: process.resourceUsage().maxRSS * 1024,
    };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): TrialMessage {
  const { message } = error as Error;
  if (!(error instanceof ModelError)) return { type: 'failed', code: 'MODEL_CORRUPT', message };
  const { code, hint } = error;
  return { type: 'failed', code, message, ...(hint !== undefined && { hint }) };
}

function send(message: TrialMessage): void {
  if (process.connected) process.send?.(message);
}
