import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkContents, checkRepeated, type Repeated } from './checkContents.ts';
import { readContents, topicsToDrain } from './contents.ts';
import { type Disturbance, Disturber } from './disturber.ts';
import { EventLog } from './eventLog.ts';
import { Finding } from './finding.ts';
import { Fleet } from './fleet.ts';
import { Load } from './load.ts';
import { Random } from './random.ts';
import { SoakCluster } from './soakCluster.testing.ts';
import { soakTopics } from './soakTopology.ts';
import { timing } from './timing.ts';

const partitions = 4;
const progressMs = 5_000;

export interface SoakOptions {
  readonly seed: number;
  /** How long it is disturbed; setting up, draining and checking come on top. */
  readonly milliseconds: number;
  readonly instances: number;
  readonly threads: number;
  readonly keys: number;
  /** Records a second. */
  readonly rate: number;
  /** A cluster to use instead of an embedded broker. */
  readonly brokers: string | undefined;
  readonly allowed: readonly Disturbance[];
  /** A line for people every few seconds. */
  readonly print: (line: string) => void;
  /** Each event as it happens, and what the instances log. */
  readonly printDetail: (line: string) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

export interface SoakResult {
  readonly records: number;
  readonly repeated: Repeated;
  readonly disturbances: ReadonlyMap<Disturbance, number>;
  readonly threadsReplaced: number;
}

/** A run that failed, with what had happened before. */
export class SoakFailure extends Error {
  override readonly name = 'SoakFailure';
  readonly recent: readonly string[];

  constructor(finding: Finding, recent: readonly string[]) {
    super(finding.message);
    this.recent = recent;
  }
}

/**
 * Runs an application of several processes under load while they, and the broker, are killed, stopped, paused and
 * started; then lets everything drain and checks that nothing was lost and nothing is stuck or out of date.
 *
 * @throws SoakFailure with the first finding; what `signal` is aborted with
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { seed, brokers, keys, rate, threads, instances, allowed, signal, printDetail } = options;
  const run = `soak-${seed}-${Date.now().toString(36)}`;
  const dir = await mkdtemp(join(tmpdir(), `${run}-`));
  const log = new EventLog(printDetail);
  const findings = new AbortController();
  let threadsReplaced = 0;
  const ended = AbortSignal.any([signal, findings.signal]);
  const cluster = await SoakCluster.start(brokers, join(dir, 'broker'));
  const topics = soakTopics(run);
  // One more than run at the beginning, so that instances are added too.
  const fleet = new Fleet(
    instances + 1,
    dir,
    { bootstrap: cluster.bootstrap, run, threads },
    {
      onEvent: (what) => log.add(what),
      onLog: (line) => printDetail(`${log.elapsed()}   ${line}`),
      onThreadFailed: () => threadsReplaced++,
      onFinding: (finding) => findings.abort(finding),
    },
  );
  const load = new Load({
    kafka: cluster.kafka,
    topic: topics.input,
    keys,
    rate,
    random: new Random(seed + 1),
  });
  const disturber = new Disturber({ fleet, cluster, random: new Random(seed), log, allowed });
  // Whoever waits for a process to close need not wait any longer.
  signal.addEventListener('abort', () => void fleet.killAll());
  const progress = setInterval(() => options.print(line(log, load, fleet, disturber)), progressMs);
  try {
    await cluster.createTopics([topics.input, ...Object.values(topics.results)], partitions);
    await load.start();
    for (const berth of fleet.berths.slice(0, instances)) fleet.start(berth);
    await allRunning(fleet, ended);
    log.add('all instances run');
    await disturber.run(Date.now() + options.milliseconds, ended);
    await disturber.calm();
    await load.finish();
    log.add('the load has ended');
    await drained(cluster, run, topicsToDrain(run, topics), fleet, ended);
    const rows = await Promise.all(fleet.running.map((instance) => instance.rows()));
    const repeated = checkContents(await readContents(cluster.kafka, run, topics, rows));
    checkRepeated(repeated, disturber.disruptions * uncommitted(rate));
    for (const berth of fleet.berths) await fleet.terminate(berth);
    return { records: load.sent, repeated, disturbances: disturber.counts, threadsReplaced };
  } catch (error) {
    const reason: unknown = findings.signal.aborted ? findings.signal.reason : error;
    throw reason instanceof Finding ? new SoakFailure(reason, log.recent) : reason;
  } finally {
    clearInterval(progress);
    await fleet.killAll();
    await load.abort().catch(() => {});
    await cluster.cleanUp(run).catch(() => {});
    await cluster.stop().catch(() => {});
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * So many records a process may have done without committing them: what came in a commit interval, and before that
 * while the group waited for the session of somebody else to end.
 */
function uncommitted(rate: number): number {
  return Math.ceil((rate * (timing.commitIntervalMs + timing.sessionTimeoutMs)) / 1000);
}

async function allRunning(fleet: Fleet, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timing.drainMs;
  while (fleet.running.some(({ state }) => state !== 'RUNNING')) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      const states = fleet.running.map(({ name, state }) => `${name} ${state}`);
      throw new Finding(`Not all instances are RUNNING after ${timing.drainMs} ms: ${states.join(', ')}.`);
    }
    await sleep(50);
  }
}

/** Waits until all input is committed and all instances run. */
async function drained(
  cluster: SoakCluster,
  run: string,
  topics: readonly string[],
  fleet: Fleet,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timing.drainMs;
  for (const topic of topics) {
    for (;;) {
      signal.throwIfAborted();
      const open = (await cluster.progress(run, topic)).filter(({ committed, end }) => committed < end);
      if (open.length === 0) break;
      if (Date.now() > deadline) {
        const stuck = open.map(
          ({ partition, committed, end }) => `${topic}-${partition} at ${committed} of ${end}`,
        );
        const states = fleet.running.map(({ name, state }) => `${name} ${state}`);
        throw new Finding(
          `Not drained after ${timing.drainMs} ms: ${stuck.join(', ')}; ${states.join(', ')}.`,
        );
      }
      await sleep(200);
    }
  }
  await allRunning(fleet, signal);
}

function line(log: EventLog, load: Load, fleet: Fleet, disturber: Disturber): string {
  const states = fleet.berths.map(({ instance }, i) => `${i + 1} ${instance?.state ?? '–'}`);
  const disturbances = [...disturber.counts.values()].reduce((sum, count) => sum + count, 0);
  return `${log.elapsed()}  ${load.sent} records, ${disturbances} disturbances; ${states.join(', ')}`;
}
