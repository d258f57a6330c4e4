import {
  type ComparedField,
  type Comparison,
  parseComparedField,
  parseComparison,
} from '../../comparison/parseComparison.ts';
import type { MiningField } from '../../fields/miningSchema.ts';
import { corrupt, type ElementReader, readElement, unsupported } from '../../xml/elementReader.ts';
import { parseInlineTable, type TableRow } from '../../xml/parseInlineTable.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileNeighbors } from './compileNeighbors.ts';

/** The records that a model was trained on. */
export interface TrainingInstances {
  readonly element: XmlElement;
  /** The column of each field that is in the table. */
  readonly columns: ReadonlyMap<string, string>;
  readonly rows: readonly TableRow[];
}

export interface NearestNeighbor {
  readonly element: XmlElement;
  readonly comparison: Comparison;
  readonly inputs: readonly ComparedField[];
  readonly neighbors: number;
  readonly instances: TrainingInstances;
  /** The column that names the records; absent: they have numbers. */
  readonly idColumn: string | undefined;
  readonly continuous: 'average' | 'weightedAverage' | 'median';
  readonly categorical: 'majorityVote' | 'weightedMajorityVote';
  /** What is added to a distance before it becomes a weight. */
  readonly threshold: number;
  readonly miningSchema: ReadonlyMap<string, MiningField>;
}

/** What the nearest of the training records say: PMML's NearestNeighborModel. */
export const nearestNeighbor: ModelType<NearestNeighbor> = {
  functions: ['classification', 'regression', 'clustering', 'mixed'],
  parse(reader, { functionName, miningSchema }) {
    const { element } = reader;
    const comparison = readElement(reader.requiredChild('ComparisonMeasure'), parseComparison);
    const inputs = readElement(reader.requiredChild('KNNInputs'), (list) =>
      list.children('KNNInput').map((child) => readElement(child, parseComparedField)),
    );
    if (inputs.length === 0) throw corrupt(element, 'it has no KNNInput');
    const instances = readElement(reader.requiredChild('TrainingInstances'), parseInstances);
    const neighbors = reader.requiredNumber('numberOfNeighbors');
    if (!Number.isInteger(neighbors) || neighbors < 1 || neighbors > instances.rows.length)
      throw corrupt(
        element,
        `numberOfNeighbors="${neighbors}" with ${instances.rows.length} training records`,
      );
    const idVariable = reader.text('instanceIdVariable');
    const idColumn = idVariable === undefined ? undefined : instances.columns.get(idVariable);
    if (idColumn === undefined && (idVariable !== undefined || functionName === 'clustering'))
      throw corrupt(element, 'its training records need an instanceIdVariable that is an InstanceField');
    const model: NearestNeighbor = {
      element,
      comparison,
      inputs,
      neighbors,
      instances,
      idColumn,
      continuous: reader.choice(
        'continuousScoringMethod',
        ['average', 'weightedAverage', 'median'],
        'average',
      ),
      categorical: reader.choice(
        'categoricalScoringMethod',
        ['majorityVote', 'weightedMajorityVote'],
        'majorityVote',
      ),
      threshold: reader.number('threshold') ?? 0.001,
      miningSchema,
    };
    if (comparison.measure.kind === 'similarity') {
      for (const method of [model.continuous, model.categorical])
        if (method.startsWith('weighted')) throw unsupported(element, `${method} with a similarity`);
    }
    return model;
  },
  compile: compileNeighbors,
};

function parseInstances(reader: ElementReader): TrainingInstances {
  const { element } = reader;
  reader.ignore('isTransformed', 'recordCount', 'fieldCount');
  const locator = reader.child('TableLocator');
  if (locator !== undefined) throw unsupported(locator);
  const columns = new Map<string, string>();
  readElement(reader.requiredChild('InstanceFields'), (list) => {
    for (const child of list.children('InstanceField')) {
      readElement(child, (instance) => {
        const field = instance.requiredText('field');
        if (columns.has(field)) throw corrupt(child, `the field "${field}" is listed twice`);
        columns.set(field, instance.text('column') ?? field);
      });
    }
  });
  return { element, columns, rows: parseInlineTable(reader.requiredChild('InlineTable')) };
}
