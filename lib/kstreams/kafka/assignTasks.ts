/** A member of the group, and the tasks it had before. */
export interface TaskMember {
  readonly id: string;
  readonly previousTasks: readonly string[];
}

/**
 * Spreads tasks over members so that none has two more than another, and each keeps what it had as far as that
 * allows: a task that stays need not be restored. The same input gives the same answer on every instance.
 *
 * @returns names of tasks by id of member; every member has an entry
 */
export function assignTasks(
  tasks: readonly string[],
  members: readonly TaskMember[],
): ReadonlyMap<string, readonly string[]> {
  const sorted = [...members].sort((a, b) => Number(a.id > b.id) - Number(a.id < b.id));
  const assigned = new Map<string, string[]>(sorted.map(({ id }) => [id, []]));
  const free = new Set(tasks);
  const least = Math.floor(tasks.length / members.length);
  // So many members may have one more.
  let larger = tasks.length % members.length;
  for (const { id, previousTasks } of sorted) {
    const own = assigned.get(id) as string[];
    for (const task of previousTasks) {
      if (own.length > least || (own.length === least && larger === 0) || !free.delete(task)) continue;
      own.push(task);
      if (own.length > least) larger--;
    }
  }
  for (const task of free) smallest(assigned).push(task);
  return assigned;
}

function smallest(assigned: ReadonlyMap<string, string[]>): string[] {
  return [...assigned.values()].reduce((best, other) => (other.length < best.length ? other : best));
}
