/** What a member of the group tells the others when it joins. */
export interface MemberUserData {
  /** Names of the tasks it has, which it keeps as far as that is fair. */
  readonly tasks: readonly string[];
  /** Names of the tasks whose stores it finds on its disk. */
  readonly storedTasks: readonly string[];
  /** Where it answers queries, `host:port`. */
  readonly applicationServer: string | undefined;
}

/** More is not read: it comes from another program. */
const maxBytes = 1024 * 1024;

export function encodeUserData({ tasks, storedTasks, applicationServer }: MemberUserData): Buffer {
  return Buffer.from(JSON.stringify({ tasks, storedTasks, applicationServer }));
}

/** A member that says something else has no tasks and cannot be asked. */
export function decodeUserData(bytes: Buffer | undefined): MemberUserData {
  const said = bytes === undefined || bytes.length > maxBytes ? undefined : parsed(bytes);
  const { tasks, storedTasks, applicationServer } = (said ?? {}) as { [name: string]: unknown };
  return {
    tasks: strings(tasks),
    storedTasks: strings(storedTasks),
    applicationServer: typeof applicationServer === 'string' ? applicationServer : undefined,
  };
}

function strings(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
