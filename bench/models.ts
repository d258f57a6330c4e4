import { readFile } from 'node:fs/promises';
import { modelCatalog, readModelDescriptor, readWineRecords } from '@kafka-tutorial/data';
import { createModelFactory, type FeatureRecord, type Model } from '@kafka-tutorial/model';
import { type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { dataTypeNamed } from '@kafka-tutorial/serving';
import { forestOf } from './forestOf.ts';
import { jpmmlMicros } from './jpmml.ts';
import { markdownTable } from './table.ts';

interface Subject {
  readonly name: string;
  readonly descriptor: ModelDescriptorProperties;
}

const batches = [1, 32, 1024];
/** A measurement takes at least so long: many short ones find moments in which other programs rest. */
const atLeastMs = 4;
const measurementsPerRound = 20;

const { schema } = dataTypeNamed('wine');
const factory = createModelFactory();

/**
 * How long a model takes for a record, from records to scores, alone and in batches; and, for PMML, how long JPMML takes
 * for the same files where Maven is there.
 *
 * @param rounds how often each is measured; the least counts, as other programs only add to it
 */
export async function benchModels({ rounds }: { rounds: number }): Promise<boolean> {
  const wines = (await readWineRecords()).map((wine): FeatureRecord => ({ ...wine }));
  const subjects = await subjectsOf();
  const peers = await jpmmlMicros(pmmlOf(subjects));
  const rows: string[][] = [];
  for (const { name, descriptor } of subjects) {
    const start = performance.now();
    const model = await factory.create(descriptor, schema);
    const loadMs = performance.now() - start;
    const micros: number[] = [];
    for (const size of batches) micros.push(await measure(model, wines, size, rounds));
    model.cleanup();
    const peer = peers?.get(name);
    rows.push([
      name,
      Math.round((descriptor.data?.length ?? 0) / 1000).toLocaleString('en'),
      loadMs.toFixed(0),
      ...micros.map((each) => each.toPrecision(3)),
      peer === undefined ? '–' : peer.toPrecision(3),
      peer === undefined ? '–' : `${(peer / (micros[0] as number)).toFixed(1)} ×`,
    ]);
    console.log(
      `${name}: ${micros.map((each, i) => `${each.toPrecision(3)} µs at batch ${batches[i]}`).join(', ')}`,
    );
  }
  const header = [
    'model',
    'KB',
    'load, ms',
    ...batches.map((size) => `batch ${size}`),
    'JPMML',
    'faster than JPMML',
  ];
  console.log(`\nµs a record, the least of ${rounds} rounds${peers ? '' : '; JPMML needs Maven and Java'}\n`);
  console.log(markdownTable(header, rows));
  return true;
}

/** What is measured: the workspace's models; larger ones made of them; one network in two formats. */
async function subjectsOf(): Promise<Subject[]> {
  const catalog = (await modelCatalog()).filter(({ dataType }) => dataType === 'wine');
  const own = await Promise.all(
    catalog.map(async (entry) => ({
      name: `${entry.modeltype} ${entry.name}`,
      descriptor: await readModelDescriptor(entry),
    })),
  );
  const forest =
    own.find(({ name }) => name.endsWith('wineRandomForest'))?.descriptor.data ?? new Uint8Array();
  const larger = [100, 260].map((trees) => ({
    name: `PMML forest of ${trees} trees`,
    descriptor: {
      name: 'forest',
      dataType: 'wine',
      modeltype: ModelType.PMML,
      data: forestOf(forest, trees),
    },
  }));
  const fixture = async (name: string, path: string, modeltype: ModelType) => ({
    name,
    descriptor: {
      ...{ name, dataType: 'wine', modeltype },
      data: await readFile(new URL(`../lib/model/fixtures/${path}`, import.meta.url)),
    },
  });
  return [
    ...own,
    ...larger,
    await fixture(
      'TENSORFLOW the same network',
      'tensorflow/tf-frozen-wine-mlp/model.pb',
      ModelType.TENSORFLOW,
    ),
    await fixture('ONNX the same network', 'onnx/onnx-keras-mlp/model.onnx', ModelType.ONNX),
  ];
}

function pmmlOf(subjects: readonly Subject[]): Map<string, Uint8Array> {
  const pmml = subjects.filter(({ descriptor }) => descriptor.modeltype === ModelType.PMML);
  return new Map(pmml.map(({ name, descriptor }) => [name, descriptor.data ?? new Uint8Array()]));
}

async function measure(
  model: Model,
  wines: readonly FeatureRecord[],
  size: number,
  rounds: number,
): Promise<number> {
  const parts = Array.from({ length: Math.ceil(wines.length / size) }, (_, i) =>
    wines.slice(i * size, (i + 1) * size),
  ).filter((part) => part.length === size);
  let best = Number.POSITIVE_INFINITY;
  let next = 0;
  for (let i = 0; i < rounds * measurementsPerRound; i++) {
    let records = 0;
    const start = performance.now();
    while (performance.now() - start < atLeastMs) {
      const outcomes = model.scoreBatch(parts[next++ % parts.length] ?? []);
      if (outcomes instanceof Promise) await outcomes;
      records += size;
    }
    best = Math.min(best, ((performance.now() - start) * 1000) / records);
  }
  return best;
}
