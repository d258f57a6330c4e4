import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Instance, type InstanceListener } from './instance.ts';
import type { InstanceOptions } from './instanceMessages.ts';

/** A place for an instance: its name and the directory of its stores outlive its processes. */
export interface Berth {
  readonly name: string;
  readonly stateDir: string;
  instance: Instance | undefined;
}

/** The instances of the application: those that run and those that are away. */
export class Fleet {
  readonly berths: readonly Berth[];
  readonly #options: Omit<InstanceOptions, 'stateDir'>;
  readonly #listener: InstanceListener;

  constructor(
    count: number,
    dir: string,
    options: Omit<InstanceOptions, 'stateDir'>,
    listener: InstanceListener,
  ) {
    this.berths = Array.from({ length: count }, (_, i) => ({
      name: `instance ${i + 1}`,
      stateDir: join(dir, `instance-${i + 1}`),
      instance: undefined,
    }));
    this.#options = options;
    this.#listener = listener;
  }

  get running(): Instance[] {
    return this.berths.flatMap(({ instance }) => instance ?? []);
  }

  get awake(): Instance[] {
    return this.running.filter(({ isPaused }) => !isPaused);
  }

  start(berth: Berth): void {
    const options = { ...this.#options, stateDir: berth.stateDir };
    berth.instance = new Instance(berth.name, options, this.#listener);
  }

  async wipe({ stateDir }: Berth): Promise<void> {
    await rm(stateDir, { recursive: true, force: true });
  }

  async kill(berth: Berth): Promise<void> {
    await berth.instance?.kill();
    berth.instance = undefined;
  }

  /** @throws Finding when it does not close */
  async terminate(berth: Berth): Promise<void> {
    await berth.instance?.terminate();
    berth.instance = undefined;
  }

  async killAll(): Promise<void> {
    await Promise.all(this.berths.map((berth) => this.kill(berth)));
  }
}
