import { describe, expect, it } from 'vitest';
import { assignShards, type Member } from './assignShards.ts';
import { homePartition, noShards, ownerOf, type ShardMap } from './shardMap.ts';

const member = (name: string, map: ShardMap = noShards): Member => ({
  memberId: `member-${name}`,
  node: { id: `id-${name}`, name, url: `http://${name}` },
  map,
});
const owners = (map: ShardMap) => map.shards.map(({ owner }) => owner.slice(3));
const terms = (map: ShardMap) => map.shards.map(({ term }) => term);

describe('assignShards', () => {
  it('gives a lone node everything, under terms greater than all before', () => {
    const map = assignShards([member('a', { epoch: 7, nodes: [], shards: [] })], 4);
    expect(map.epoch).toBe(8);
    expect(owners(map)).toEqual(['a', 'a', 'a', 'a']);
    expect(terms(map)).toEqual([8, 8, 8, 8]);
  });

  it.each([
    [2, [2, 2]],
    [3, [2, 1, 1]],
    [4, [1, 1, 1, 1]],
    [5, [1, 1, 1, 1]],
  ])('shares evenly among %i nodes', (count, expected) => {
    const map = assignShards(
      Array.from({ length: count }, (_, i) => member(`n${i}`)),
      4,
    );
    const shares = new Map<string, number>();
    for (const owner of owners(map)) shares.set(owner, (shares.get(owner) ?? 0) + 1);
    expect([...shares.values()].sort((a, b) => b - a)).toEqual(expected);
  });

  it('moves few shards when a node joins; the others keep their terms', () => {
    const first = assignShards([member('a')], 4);
    const second = assignShards([member('a', first), member('b')], 4);
    expect(owners(second)).toEqual(['a', 'a', 'b', 'b']);
    expect(terms(second)).toEqual([1, 1, 2, 2]);
    const third = assignShards([member('a', second), member('b', second), member('c')], 4);
    expect(owners(third)).toEqual(['a', 'a', 'b', 'c']);
    expect(terms(third)).toEqual([1, 1, 2, 3]);
  });

  it('moves only what a node had that is gone', () => {
    const map = assignShards([member('a'), member('b'), member('c')], 4);
    const next = assignShards([member('a', map), member('c', map)], 4);
    for (const [partition, owner] of owners(map).entries()) {
      if (owner !== 'b') expect(owners(next)[partition]).toBe(owner);
    }
    expect(terms(next).filter((term) => term === 2)).toHaveLength(1);
  });

  it('believes nothing of the terms of a node that has missed a map', () => {
    const early = assignShards([member('a')], 4);
    const missed = assignShards([member('b', early)], 4);
    const now = assignShards([member('a', early), member('b', missed)], 4);
    expect(now.epoch).toBe(3);
    for (const { owner, term } of now.shards) expect(term).toBe(owner === 'id-b' ? 2 : 3);
  });

  it('never gives an owner a term of another one, whatever happens', () => {
    const seed = Date.now() % 2 ** 31;
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return Math.floor((state / 0x80000000) * below);
    };
    const names = ['a', 'b', 'c', 'd', 'e'];
    const known = new Map(names.map((name) => [name, noShards]));
    const holders = new Map<string, string>();
    let latest = noShards;
    for (let step = 0; step < 2000; step++) {
      const present = names.filter(() => random(2) === 0);
      // At least one member knows the latest map, as it does when the state that is kept tells of it.
      if (present.length === 0) continue;
      known.set(present[0] as string, latest);
      const map = assignShards(
        present.map((name) => member(name, known.get(name))),
        4,
      );
      for (const [partition, { owner, term }] of map.shards.entries()) {
        const key = `${partition} ${term}`;
        expect(holders.get(key) ?? owner, `seed ${seed}, step ${step}, shard ${key}`).toBe(owner);
        holders.set(key, owner);
        expect(term).toBeGreaterThanOrEqual(latest.shards[partition]?.term ?? 0);
      }
      for (const name of present) if (random(4) > 0) known.set(name, map);
      latest = map;
    }
  });
});

describe('the home of an actor', () => {
  it('is where Kafka’s partitioner sends its name', () => {
    // As kafka-clients 4.1 computes it for four partitions.
    const homes = { wine: 1, penguins: 2, 'wine-1': 3, 'wine-2': 2, 'wine-3': 0 };
    for (const [name, partition] of Object.entries(homes)) expect(homePartition(name, 4)).toBe(partition);
    expect(homePartition('wine', 1)).toBe(0);
  });

  it('is on the node that has its partition', () => {
    const map = assignShards([member('a'), member('b')], 4);
    const { node, shard } = ownerOf(map, 'wine') ?? {};
    expect(shard).toEqual(map.shards[homePartition('wine', 4)]);
    expect(node).toEqual({
      id: shard?.owner,
      name: shard?.owner.slice(3),
      url: expect.any(String),
      memberId: expect.any(String),
    });
    expect(ownerOf(noShards, 'wine')).toBeUndefined();
  });
});
