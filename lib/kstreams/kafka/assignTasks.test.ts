import { describe, expect, it } from 'vitest';
import { assignTasks } from './assignTasks.ts';

const tasks = ['0_0', '0_1', '0_2', '0_3', '1_0', '1_1', '1_2'];
const member = (id: string, ...previousTasks: string[]) => ({ id, previousTasks, storedTasks: [] });

describe('assignTasks', () => {
  it('gives every task to exactly one member, none two more than another', () => {
    for (let count = 1; count <= 9; count++) {
      const members = Array.from({ length: count }, (_, i) => member(`m${i}`));
      const assigned = [...assignTasks(tasks, members).values()];
      expect(assigned).toHaveLength(count);
      expect(assigned.flat().sort()).toEqual(tasks);
      const sizes = assigned.map((own) => own.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it('leaves tasks where they are, and moves only what a new member needs', () => {
    const before = assignTasks(tasks, [member('a'), member('b')]);
    const [a = [], b = []] = [before.get('a'), before.get('b')];
    const after = assignTasks(tasks, [member('a', ...a), member('b', ...b), member('c')]);
    expect(a).toEqual(expect.arrayContaining([...(after.get('a') ?? [])]));
    expect(b).toEqual(expect.arrayContaining([...(after.get('b') ?? [])]));
    expect(after.get('c')).toHaveLength(2);
    const again = assignTasks(
      tasks,
      [...after].map(([id, own]) => member(id, ...own)),
    );
    expect([...again.values()].map((own) => [...own].sort())).toEqual(
      [...after.values()].map((own) => [...own].sort()),
    );
  });

  it('spreads each sub-topology, so that no member has all of the stores', () => {
    const all = member('a', ...tasks);
    const assigned = assignTasks(tasks, [all, member('b')]);
    for (const own of assigned.values()) {
      expect(new Set(own.map((task) => task.slice(0, 1)))).toEqual(new Set(['0', '1']));
    }
  });

  it('lets a task go where its stores are on the disk, but not away from where it is at work', () => {
    const restarted = { ...member('c'), storedTasks: ['0_3', '0_0', '1_2'] };
    const assigned = assignTasks(tasks, [member('a', '0_0', '1_0'), member('b'), restarted]);
    expect(assigned.get('a')).toContain('0_0');
    expect(assigned.get('c')).toEqual(expect.arrayContaining(['0_3', '1_2']));
  });

  it('gives a task that two members claim to one of them, and none that the topology does not have', () => {
    const assigned = assignTasks(['0_0', '0_1'], [member('b', '0_0', '9_9'), member('a', '0_0')]);
    expect(Object.fromEntries(assigned)).toEqual({ a: ['0_0'], b: ['0_1'] });
  });
});
