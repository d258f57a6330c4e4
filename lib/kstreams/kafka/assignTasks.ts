/** A member of the group, and the tasks it would like to have. */
export interface TaskMember {
  readonly id: string;
  /** Those it had until now. */
  readonly previousTasks: readonly string[];
  /** Those whose stores it finds on its disk. */
  readonly storedTasks: readonly string[];
}

/**
 * Spreads the tasks of each sub-topology over the members, so that each has its part of the stores and of the work, and
 * none has two tasks more than another. Within that, a task stays where it was, or goes where its stores are on the
 * disk: it need not be restored then. The same input gives the same answer on every instance.
 *
 * @param tasks names such as `0_1`
 * @returns names of tasks by id of member; every member has an entry
 */
export function assignTasks(
  tasks: readonly string[],
  members: readonly TaskMember[],
): ReadonlyMap<string, readonly string[]> {
  const sorted = [...members].sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
  const assigned = new Map<string, string[]>(sorted.map(({ id }) => [id, []]));
  for (const group of bySubtopology(tasks)) spread(group, sorted, assigned);
  return assigned;
}

function bySubtopology(tasks: readonly string[]): Iterable<string[]> {
  const groups = new Map<string, string[]>();
  for (const task of tasks) {
    const subtopology = task.slice(0, task.indexOf('_'));
    const group = groups.get(subtopology);
    if (group === undefined) groups.set(subtopology, [task]);
    else group.push(task);
  }
  return groups.values();
}

function spread(
  group: readonly string[],
  members: readonly TaskMember[],
  assigned: ReadonlyMap<string, string[]>,
): void {
  const free = new Set(group);
  const left = quotas(group, members, assigned);
  const take = ({ id }: TaskMember, task: string) => {
    const quota = left.get(id) as number;
    if (quota === 0 || !free.delete(task)) return;
    left.set(id, quota - 1);
    assigned.get(id)?.push(task);
  };
  for (const member of members) for (const task of member.previousTasks) take(member, task);
  for (const member of members) for (const task of member.storedTasks) take(member, task);
  for (const member of members) for (const task of free) take(member, task);
}

/** How many tasks of the group each member gets: what is left over goes to those with the fewest tasks so far. */
function quotas(
  group: readonly string[],
  members: readonly TaskMember[],
  assigned: ReadonlyMap<string, readonly string[]>,
): Map<string, number> {
  const claims = ({ previousTasks }: TaskMember) =>
    previousTasks.filter((task) => group.includes(task)).length;
  const load = ({ id }: TaskMember) => assigned.get(id)?.length ?? 0;
  const byNeed = [...members].sort((a, b) => load(a) - load(b) || claims(b) - claims(a));
  const least = Math.floor(group.length / members.length);
  const leftOver = group.length % members.length;
  return new Map(byNeed.map(({ id }, index) => [id, index < leftOver ? least + 1 : least]));
}
