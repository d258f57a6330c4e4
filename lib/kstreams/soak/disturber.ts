import { setTimeout as sleep } from 'node:timers/promises';
import type { EventLog } from './eventLog.ts';
import type { Berth, Fleet } from './fleet.ts';
import type { Instance } from './instance.ts';
import type { Random } from './random.ts';
import type { SoakCluster } from './soakCluster.testing.ts';
import { timing } from './timing.ts';

/** What is done to the application, and how often it is chosen among what is possible at the moment. */
const weights = { kill: 3, terminate: 2, start: 6, startWiped: 3, pause: 3, outage: 1 } as const;
export type Disturbance = keyof typeof weights;
export const disturbances = Object.keys(weights) as Disturbance[];

/** Between two of them, and how long they last, in milliseconds. */
const betweenMs = [500, 4_000] as const;
const pauseMs = [500, 2 * timing.sessionTimeoutMs] as const;
const outageMs = [200, 3_000] as const;

export interface DisturberOptions {
  readonly fleet: Fleet;
  readonly cluster: SoakCluster;
  readonly random: Random;
  readonly log: EventLog;
  readonly allowed: readonly Disturbance[];
}

/** Kills, stops, starts and pauses what runs, in an order that the seed decides; one instance always stays awake. */
export class Disturber {
  readonly #options: DisturberOptions;
  readonly #counts = new Map<Disturbance, number>();
  readonly #pauses = new Map<Instance, Promise<void>>();
  readonly #wakeUp = new AbortController();

  constructor(options: DisturberOptions) {
    this.#options = options;
  }

  /** How often each was done. */
  get counts(): ReadonlyMap<Disturbance, number> {
    return this.#counts;
  }

  /** How often something was done after which work may have to be done again: a process that closes commits first. */
  get disruptions(): number {
    return (['kill', 'pause', 'outage'] as const).reduce(
      (sum, kind) => sum + (this.#counts.get(kind) ?? 0),
      0,
    );
  }

  /** Goes on until the time is over. */
  async run(untilMs: number, signal: AbortSignal): Promise<void> {
    const { random } = this.#options;
    while (Date.now() < untilMs) {
      await sleep(random.between(...betweenMs), undefined, { signal });
      await this.#disturb();
    }
  }

  /** Everything runs again. */
  async calm(): Promise<void> {
    this.#wakeUp.abort();
    await Promise.all(this.#pauses.values());
    for (const berth of this.#absent()) this.#start(berth);
  }

  async #disturb(): Promise<void> {
    const possible = this.#options.allowed.filter((kind) => this.#isPossible(kind));
    const kind = this.#choose(possible);
    if (kind === undefined) return;
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    await this.#do(kind);
  }

  #choose(possible: readonly Disturbance[]): Disturbance | undefined {
    const total = possible.reduce((sum, kind) => sum + weights[kind], 0);
    let left = this.#options.random.next() * total;
    return possible.find((kind) => {
      left -= weights[kind];
      return left < 0;
    });
  }

  #isPossible(kind: Disturbance): boolean {
    if (kind === 'outage') return this.#options.cluster.canBeKilled;
    return (kind === 'start' || kind === 'startWiped' ? this.#absent() : this.#present(kind)).length > 0;
  }

  async #do(kind: Disturbance): Promise<void> {
    const { fleet, cluster, random, log } = this.#options;
    if (kind === 'outage') {
      const milliseconds = Math.round(random.between(...outageMs));
      log.add(`kill -9 of the broker, for ${milliseconds} ms`);
      return cluster.outage(milliseconds);
    }
    if (kind === 'start' || kind === 'startWiped') {
      const berth = random.pick(this.#absent());
      if (kind === 'startWiped') await fleet.wipe(berth);
      return this.#start(berth, kind === 'startWiped' ? ', its directory wiped' : '');
    }
    const berth = random.pick(this.#present(kind));
    const { name, instance } = berth;
    if (kind === 'pause') return this.#pause(instance as Instance);
    log.add(
      `${kind === 'kill' ? 'kill -9' : 'SIGTERM'} of ${name}${instance?.isPaused ? ', while paused' : ''}`,
    );
    if (kind === 'kill') await fleet.kill(berth);
    else await fleet.terminate(berth);
  }

  #start(berth: Berth, how = ''): void {
    this.#options.log.add(`start of ${berth.name}${how}`);
    this.#options.fleet.start(berth);
  }

  #pause(instance: Instance): void {
    const { random, log } = this.#options;
    const milliseconds = Math.round(random.between(...pauseMs));
    log.add(`SIGSTOP of ${instance.name}, for ${milliseconds} ms`);
    instance.pause();
    const { signal } = this.#wakeUp;
    const over = sleep(milliseconds, undefined, { signal }).catch(() => {});
    const woken = over.then(() => {
      this.#pauses.delete(instance);
      if (!this.#options.fleet.running.includes(instance)) return;
      log.add(`SIGCONT of ${instance.name}`);
      instance.resume();
    });
    this.#pauses.set(instance, woken);
  }

  #absent(): Berth[] {
    return this.#options.fleet.berths.filter(({ instance }) => instance === undefined);
  }

  /** Those to which it can be done, and after which somebody is awake: a process that stands still cannot close. */
  #present(kind: Disturbance): Berth[] {
    const { berths, awake } = this.#options.fleet;
    return berths.filter(({ instance }) => {
      if (instance === undefined) return false;
      return instance.isPaused ? kind === 'kill' : awake.length > 1;
    });
  }
}
