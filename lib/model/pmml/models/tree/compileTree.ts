import { ModelError } from '../../../errors.ts';
import { noPrediction, type Prediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { combineNodes } from './combineNodes.ts';
import {
  compileTest,
  FALSE,
  type FlatTests,
  SURROGATE,
  type TestResult,
  TRUE,
  UNKNOWN,
} from './flatTests.ts';
import { type Labels, nodeLabels, predictionOf, scaleConfidence } from './nodePrediction.ts';
import type { Tree, TreeNode } from './treeModel.ts';

/** A tree as arrays by node: walking it touches no objects but the record's values. */
export interface FlatTree extends FlatTests {
  readonly nodes: readonly TreeNode[];
  readonly predictions: readonly Prediction[];
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly parent: Int32Array;
}

const none = -1;

/** @param replaced how many missing values have been made up for so far */
type Walk = (node: number, frame: Frame, replaced: number) => Prediction;

/** Compiles a tree. The prediction of a node is one object, made here; scoring only finds the node. */
export function compileTree(tree: Tree, context: ModelContext): Scorer {
  const labels = context.functionName === 'classification' ? nodeLabels(tree.root, context) : undefined;
  const flat = flatten(tree.root, labels, context);
  const walk = compileWalk(tree, flat, context);
  return {
    gives: labels === undefined ? ['entityId'] : ['probability', 'confidence', 'entityId'],
    ...(labels === undefined ? {} : { labels: labels.values }),
    predict: (frame) => {
      // The root has no siblings: when it is not true there is nothing to go on with.
      const root = flat.test(0, frame);
      return root === TRUE || root === SURROGATE ? walk(0, frame, root === SURROGATE ? 1 : 0) : noPrediction;
    },
  };
}

function flatten(root: TreeNode, labels: Labels | undefined, context: ModelContext): FlatTree {
  const nodes: TreeNode[] = [];
  const parents: number[] = [];
  const firstChildren: number[] = [];
  const nextSiblings: number[] = [];
  const add = (node: TreeNode, parent: number): number => {
    const index = nodes.push(node) - 1;
    parents.push(parent);
    firstChildren.push(none);
    nextSiblings.push(none);
    let previous = none;
    for (const child of node.children) {
      const at = add(child, index);
      if (previous === none) firstChildren[index] = at;
      else nextSiblings[previous] = at;
      previous = at;
    }
    return index;
  };
  add(root, none);
  return {
    ...compileTest(nodes, context.scope),
    nodes,
    predictions: nodes.map((node, index) => predictionOf(node, index, labels, context)),
    firstChild: Int32Array.from(firstChildren),
    nextSibling: Int32Array.from(nextSiblings),
    parent: Int32Array.from(parents),
  };
}

/** From a node that the record has reached down to its prediction. */
function compileWalk(tree: Tree, flat: FlatTree, context: ModelContext): Walk {
  const { firstChild, nextSibling, predictions, parent } = flat;
  const { missingValueStrategy: strategy, missingValuePenalty: penalty } = tree;
  const defaultChild = flat.nodes.map((node, index) => childNamed(flat, index, node.defaultChild));
  const combine = combineNodes(strategy, flat, context, (node, frame) => walk(node, frame, 0));

  /** What the node says, or where it says nothing the last node above it that does. */
  const lastPrediction = (node: number): Prediction => {
    let at = node;
    while (at !== none && predictions[at] === noPrediction) at = parent[at] as number;
    return at === none ? noPrediction : (predictions[at] as Prediction);
  };

  const walk: Walk = (start, frame, replacedAbove) => {
    let node = start;
    let replaced = replacedAbove;
    for (;;) {
      let child = firstChild[node] as number;
      if (child === none) break;
      let found: TestResult = FALSE;
      while (child !== none) {
        found = flat.test(child, frame);
        if (found === TRUE) break;
        if (found >= SURROGATE) replaced += 1;
        // Without a strategy an unknown child is passed over like a false one.
        if (found === SURROGATE || (found === UNKNOWN && strategy !== 'none')) break;
        child = nextSibling[child] as number;
      }
      if (child === none) {
        const scores = tree.returnsLastPrediction && flat.nodes[node]?.score !== undefined;
        return scores ? (predictions[node] as Prediction) : noPrediction;
      }
      if (found === UNKNOWN) {
        if (combine !== undefined) return combine(node, frame);
        if (strategy === 'lastPrediction') return lastPrediction(node);
        if (strategy === 'nullPrediction') return noPrediction;
        child = defaultChild[node] as number;
        if (child === none) return noPrediction;
        replaced += 1;
      }
      node = child;
    }
    const prediction = predictions[node] as Prediction;
    return replaced === 0 || penalty === 1 ? prediction : scaleConfidence(prediction, penalty ** replaced);
  };
  return walk;
}

function childNamed(flat: FlatTree, node: number, id: string | undefined): number {
  if (id === undefined) return none;
  let child = flat.firstChild[node] as number;
  while (child !== none && flat.nodes[child]?.id !== id) child = flat.nextSibling[child] as number;
  if (child === none)
    throw new ModelError('MODEL_CORRUPT', `A PMML tree names a default child "${id}" that it does not have.`);
  return child;
}
