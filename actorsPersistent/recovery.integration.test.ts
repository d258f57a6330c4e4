import { readFileSync, writeFileSync } from 'node:fs';
import { describeWithKafka, uniqueName } from '@kafka-tutorial/kafka/testing';
import { afterEach, expect, it } from 'vitest';
import { TestCluster } from './clusterTesting.ts';

describeWithKafka('actors whose state is damaged', (connection) => {
  let cluster: TestCluster;
  afterEach(() => cluster.stop());

  it('say so, read the models again, and go on', async () => {
    cluster = await TestCluster.start(connection(), uniqueName('damaged'));
    let node = await cluster.node('a');
    await cluster.publishModel('wineDecisionTree', 'wine-7');
    await cluster.publishModel('wineRandomForest', 'wine-7');
    await cluster.until(async () => expect((await node.get('/state')).models['wine-7']?.version).toBe(2));
    await cluster.resultsOf(await cluster.send('wine-7', 100));
    await node.program.stop('SIGKILL');
    const [latest] = cluster.stateFiles(/wine-7.*2\.event$/);
    const bytes = readFileSync(String(latest));
    writeFileSync(String(latest), bytes.subarray(0, bytes.length / 2));

    node = await cluster.node('a');
    await node.program.line(/2\.event cannot be read.*set aside/);
    for (const result of await cluster.resultsOf(await cluster.send('wine-7', 100))) {
      expect(result).toMatchObject({ modelName: 'wineRandomForest', modelVersion: 2 });
    }
    expect(cluster.deadLetters).toEqual([]);
  });
});

for (const persistence of ['file', 'kafka']) {
  const args = ['--persistence', persistence];

  describeWithKafka(`actors that keep their state in ${persistence}, when they are killed`, (connection) => {
    let cluster: TestCluster;
    afterEach(() => cluster.stop());

    it('go on where they were, with the models they had: not one record is lost', async () => {
      cluster = await TestCluster.start(connection(), uniqueName('killed'));
      let node = await cluster.node('a', ...args);
      await cluster.publishModel('wineDecisionTree', 'wine');
      await cluster.publishModel('wineRandomForest', 'wine');
      await cluster.publishModel('penguinDecisionTree', 'penguins');
      await cluster.until(async () =>
        expect((await node.get('/state')).models).toMatchObject({
          wine: { version: 2 },
          penguins: { version: 1 },
        }),
      );
      const before = [...(await cluster.send('wine', 1000)), ...(await cluster.send('penguins', 100))];
      await cluster.resultsOf(before);
      const { since } = (await node.get('/state')).models.wine ?? {};
      // In the middle of its work.
      const sent = [cluster.send('wine', 2000), cluster.send('penguins', 300)];
      await cluster.until(() => expect(cluster.results.length).toBeGreaterThan(1100));
      await node.program.stop('SIGKILL');
      const during = (await Promise.all(sent)).flat();

      node = await cluster.node('a', ...args);
      // It does not wait for the session of its predecessor to end.
      await node.program.line(/node a at .* is dead: taken out of the group/);
      const after = await cluster.send('wine', 200);
      for (const result of await cluster.resultsOf(after)) {
        expect(result).toMatchObject({ modelName: 'wineRandomForest', modelVersion: 2 });
      }
      for (const result of await cluster.resultsOf([...before, ...during])) {
        expect(result.modelVersion).toBe(result.dataType === 'wine' ? 2 : 1);
      }
      expect((await node.get('/state')).skipped).toBe(0);
      expect((await node.get('/state')).models.wine).toMatchObject({
        name: 'wineRandomForest',
        ...{ version: 2, since },
        previous: [{ name: 'wineDecisionTree', version: 1 }],
      });
    });
  });

  describeWithKafka(`actors that keep their state in ${persistence}, when they are stopped`, (connection) => {
    let cluster: TestCluster;
    afterEach(() => cluster.stop());

    it('go on counting, and score no record twice', async () => {
      cluster = await TestCluster.start(connection(), uniqueName('stopped'));
      let node = await cluster.node('a', ...args);
      await cluster.publishModel('wineDecisionTree', 'wine-3');
      await cluster.until(async () => expect((await node.get('/state')).models['wine-3']?.version).toBe(1));
      await cluster.resultsOf(await cluster.send('wine-3', 500));
      expect(await node.program.stop('SIGTERM')).toBe(0);
      node = await cluster.node('a', ...args);
      await cluster.resultsOf(await cluster.send('wine-3', 100));
      expect((await node.get('/state/wine-3')) as unknown).toMatchObject({
        usage: 600,
        version: 1,
        errors: 0,
      });
      const places = cluster.results.map(({ partition, offset }) => `${partition}@${offset}`);
      expect(new Set(places).size).toBe(600);
      expect(places).toHaveLength(600);
    });
  });
}
