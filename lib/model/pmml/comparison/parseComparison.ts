import { corrupt, type ElementReader, readElement, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** How two values of a field differ. */
const comparisons = ['absDiff', 'gaussSim', 'delta', 'equal'] as const;

const distances = ['euclidean', 'squaredEuclidean', 'chebychev', 'cityBlock', 'minkowski'] as const;
const similarities = ['simpleMatching', 'jaccard', 'tanimoto', 'binarySimilarity'] as const;

/** What two records that agree or differ in a field count: 11 where both have it, 10 where only the first has it. */
export interface PairWeights {
  readonly c11: number;
  readonly c10: number;
  readonly c01: number;
  readonly c00: number;
}

export type Measure =
  | { readonly kind: 'distance'; readonly name: (typeof distances)[number]; readonly power: number }
  | { readonly kind: 'similarity'; readonly above: PairWeights; readonly below: PairWeights };

export interface Comparison {
  readonly measure: Measure;
  readonly compare: CompareFunction;
}

export type CompareFunction = (typeof comparisons)[number];

/** How the values of one field are compared, and how much that counts. */
export interface ComparedField {
  readonly element: XmlElement;
  readonly field: string;
  readonly weight: number;
  /** Absent: as the ComparisonMeasure says. */
  readonly compare: CompareFunction | undefined;
  readonly similarityScale: number | undefined;
}

export function parseComparison(reader: ElementReader): Comparison {
  reader.ignore('minimum', 'maximum');
  // What is measured follows from the measure; an old producer's wrong kind does no harm.
  reader.choice('kind', ['distance', 'similarity']);
  // Only a field can have the scale that gaussSim needs.
  const compare = reader.choice('compareFunction', ['absDiff', 'delta', 'equal'], 'absDiff');
  const measure = reader.requiredChild(...distances, ...similarities);
  return { compare, measure: readElement(measure, parseMeasure) };
}

function parseMeasure(reader: ElementReader): Measure {
  const { element } = reader;
  const distance = distances.find((name) => name === element.name);
  if (distance !== undefined) {
    const power =
      distance === 'minkowski'
        ? reader.requiredNumber('p-parameter')
        : distance.toLowerCase().includes('euclidean')
          ? 2
          : 1;
    if (!(power > 0)) throw corrupt(element, `p-parameter="${power}" is not positive`);
    return { kind: 'distance', name: distance, power };
  }
  const weights = (letter: string): PairWeights => ({
    c11: reader.requiredNumber(`${letter}11-parameter`),
    c10: reader.requiredNumber(`${letter}10-parameter`),
    c01: reader.requiredNumber(`${letter}01-parameter`),
    c00: reader.requiredNumber(`${letter}00-parameter`),
  });
  switch (element.name) {
    case 'simpleMatching':
      return similarity([1, 0, 0, 1], [1, 1, 1, 1]);
    case 'jaccard':
      return similarity([1, 0, 0, 0], [1, 1, 1, 0]);
    case 'tanimoto':
      return similarity([1, 0, 0, 1], [1, 2, 2, 1]);
    default:
      return { kind: 'similarity', above: weights('c'), below: weights('d') };
  }
}

type Four = readonly [number, number, number, number];

function similarity(above: Four, below: Four): Measure {
  const named = ([c11, c10, c01, c00]: Four): PairWeights => ({ c11, c10, c01, c00 });
  return { kind: 'similarity', above: named(above), below: named(below) };
}

/** A ClusteringField or KNNInput. */
export function parseComparedField(reader: ElementReader): ComparedField {
  const { element } = reader;
  const comparisonsTable = reader.child('Comparisons');
  if (comparisonsTable !== undefined) throw unsupported(comparisonsTable);
  const compare =
    reader.text('compareFunction') === undefined ? undefined : reader.choice('compareFunction', comparisons);
  const similarityScale = reader.number('similarityScale');
  if (compare === 'gaussSim' && similarityScale === undefined)
    throw corrupt(element, 'compareFunction="gaussSim" needs a similarityScale');
  return {
    element,
    field: reader.requiredText('field'),
    weight: reader.number('fieldWeight') ?? 1,
    compare,
    similarityScale,
  };
}
