import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type Admin, type GroupDescription } from 'kafkajs';
import { type HostInfo, isSameHost, parseHostInfo } from '../query/hostInfo.ts';
import { decodeUserData } from './memberUserData.ts';
import type { PlannedTask, TaskPlan } from './taskPlan.ts';

const { MemberMetadata, MemberAssignment } = kafkajs.AssignerProtocol;

const pauseMs = 100;

/** An instance that can be asked, and the tasks it has. */
export interface InstanceTasks {
  readonly hostInfo: HostInfo;
  readonly tasks: readonly PlannedTask[];
}

/**
 * Which instance has which tasks, as the group says. It is asked again after each rebalance; kafkajs hands members only
 * their own assignment.
 */
export class GroupMetadata {
  readonly #admin: Pick<Admin, 'describeGroups'>;
  readonly #groupId: string;
  readonly #plan: TaskPlan;
  #instances: readonly InstanceTasks[] = [];
  #refreshing: AbortController | undefined;

  constructor(admin: Pick<Admin, 'describeGroups'>, groupId: string, plan: TaskPlan) {
    this.#admin = admin;
    this.#groupId = groupId;
    this.#plan = plan;
  }

  /** As of the last rebalance; empty until it is known. */
  get instances(): readonly InstanceTasks[] {
    return this.#instances;
  }

  /** The group has changed: what was known is not true any more, and is asked for until the group is stable. */
  refresh(): void {
    this.close();
    this.#instances = [];
    this.#refreshing = new AbortController();
    void this.#refresh(this.#refreshing.signal);
  }

  close(): void {
    this.#refreshing?.abort();
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const { groups } = await this.#admin.describeGroups([this.#groupId]);
        if (signal.aborted) return;
        const stable = groups.find(({ state }) => state === 'Stable');
        if (stable !== undefined) {
          this.#instances = instancesOf(stable, this.#plan);
          return;
        }
      } catch {
        // The cluster is away: the tasks stand still, too, and it is asked again.
      }
      await sleep(pauseMs);
    }
  }
}

/** Members are threads: those of one instance have its address in common. Without an address none can be asked. */
function instancesOf({ members }: GroupDescription, plan: TaskPlan): InstanceTasks[] {
  const instances: { hostInfo: HostInfo; tasks: PlannedTask[] }[] = [];
  for (const { memberMetadata, memberAssignment } of members) {
    const { applicationServer } = decodeUserData(MemberMetadata.decode(memberMetadata)?.userData);
    const hostInfo = hostInfoOf(applicationServer);
    if (hostInfo === undefined) continue;
    const tasks = plan.tasksOfAssignment(MemberAssignment.decode(memberAssignment)?.assignment ?? {});
    const known = instances.find((instance) => isSameHost(instance.hostInfo, hostInfo));
    if (known === undefined) instances.push({ hostInfo, tasks });
    else known.tasks.push(...tasks);
  }
  return instances;
}

function hostInfoOf(text: string | undefined): HostInfo | undefined {
  try {
    return text === undefined ? undefined : parseHostInfo(text);
  } catch {
    return undefined;
  }
}
