import { type Predicate, parsePredicate, predicateElements } from '../../predicates/parsePredicate.ts';
import { corrupt, ElementReader, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileTree } from './compileTree.ts';

export const missingValueStrategies = [
  'none',
  'lastPrediction',
  'nullPrediction',
  'defaultChild',
  'weightedConfidence',
  'aggregateNodes',
] as const;

export interface ScoreDistribution {
  readonly value: string;
  readonly recordCount: number;
  readonly probability: number | undefined;
  readonly confidence: number | undefined;
}

export interface TreeNode {
  readonly id: string | undefined;
  readonly score: string | undefined;
  readonly recordCount: number | undefined;
  readonly defaultChild: string | undefined;
  readonly predicate: Predicate;
  readonly distribution: readonly ScoreDistribution[];
  readonly children: readonly TreeNode[];
}

export interface Tree {
  readonly missingValueStrategy: (typeof missingValueStrategies)[number];
  readonly missingValuePenalty: number;
  readonly returnsLastPrediction: boolean;
  readonly root: TreeNode;
}

/** Decision trees: PMML's TreeModel. */
export const treeModel: ModelType<Tree> = {
  functions: ['classification', 'regression'],
  computesSingle: true,
  parse(reader) {
    reader.ignore('splitCharacteristic');
    return {
      missingValueStrategy: reader.choice('missingValueStrategy', missingValueStrategies, 'none'),
      missingValuePenalty: reader.number('missingValuePenalty') ?? 1,
      returnsLastPrediction:
        reader.choice(
          'noTrueChildStrategy',
          ['returnNullPrediction', 'returnLastPrediction'],
          'returnNullPrediction',
        ) === 'returnLastPrediction',
      root: parseNode(reader.requiredChild('Node')),
    };
  },
  compile: compileTree,
};

function parseNode(element: XmlElement): TreeNode {
  const reader = new ElementReader(element).ignore('<Partition>');
  const embedded = reader.child('Regression', 'DecisionTree', 'MiningModel');
  if (embedded !== undefined) throw unsupported(embedded);
  const node: TreeNode = {
    id: reader.text('id'),
    score: reader.text('score'),
    recordCount: reader.number('recordCount'),
    defaultChild: reader.text('defaultChild'),
    predicate: parsePredicate(reader.requiredChild(...predicateElements)),
    distribution: reader.children('ScoreDistribution').map((child) => {
      const score = new ElementReader(child);
      const parsed: ScoreDistribution = {
        value: score.requiredText('value'),
        recordCount: score.requiredNumber('recordCount'),
        probability: score.number('probability'),
        confidence: score.number('confidence'),
      };
      score.finish();
      return parsed;
    }),
    children: reader.children('Node').map(parseNode),
  };
  reader.finish();
  const { defaultChild } = node;
  if (defaultChild !== undefined && !node.children.some(({ id }) => id === defaultChild)) {
    throw corrupt(element, `defaultChild="${defaultChild}" names none of its children`);
  }
  return node;
}
