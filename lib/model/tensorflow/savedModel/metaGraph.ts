import { ModelError } from '../../errors.ts';
import { BoundedReader } from '../boundedReader.ts';
import { tensorflow } from '../generated/graphDef.js';
import { maxValues } from '../graphDef.ts';

export type MetaGraph = tensorflow.MetaGraphDef.$Properties;
export type Signature = tensorflow.SignatureDef.$Properties;

const servingTag = 'serve';
/** Initialises a model of TensorFlow 2; it scores nothing. */
const internalSignature = '__saved_model_init_op';

/**
 * Reads `saved_model.pb` and picks the graph for serving among those it has.
 *
 * @throws ModelError MODEL_CORRUPT, MODEL_TOO_LARGE, MODEL_UNSUPPORTED
 */
export function readMetaGraph(bytes: Uint8Array): MetaGraph {
  const graphs = decode(bytes).meta_graphs ?? [];
  const tagsOf = (graph: MetaGraph) => graph.meta_info_def?.tags ?? [];
  const found = graphs.filter((graph) => tagsOf(graph).includes(servingTag));
  // A graph for TPUs is tagged for serving, too.
  const graph = found.find((each) => tagsOf(each).length === 1) ?? found[0];
  if (graph) return graph;
  if (graphs.length === 0) throw corrupt('it has no graph');
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `The graphs of the SavedModel have the tags ${graphs.map((each) => `[${tagsOf(each)}]`).join(' and ')}; expected one with ${servingTag}.`,
  );
}

function decode(bytes: Uint8Array): tensorflow.SavedModel {
  const tooMany = () =>
    new ModelError(
      'MODEL_TOO_LARGE',
      `The SavedModel has more than ${maxValues} fields and values of lists.`,
    );
  try {
    return tensorflow.SavedModel.decode(new BoundedReader(bytes, maxValues, tooMany));
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw corrupt('saved_model.pb is damaged or cut off', error);
  }
}

/**
 * The signature that says what goes in and comes out: the one asked for, else `serving_default`, which Keras and
 * TensorFlow 2 write, else `predict`, else the only one.
 *
 * @throws ModelError MODEL_UNSUPPORTED naming those that there are
 */
export function pickSignature({ signature_def }: MetaGraph, wanted?: string): Signature {
  const signatures = new Map(Object.entries(signature_def ?? {}));
  signatures.delete(internalSignature);
  const only = signatures.size === 1 ? [...signatures.values()][0] : undefined;
  const signature =
    wanted === undefined
      ? (signatures.get('serving_default') ?? signatures.get('predict') ?? only)
      : signatures.get(wanted);
  if (signature) return signature;
  const names = [...signatures.keys()].map((name) => name.slice(0, 100)).join(', ') || 'none';
  throw new ModelError(
    'MODEL_UNSUPPORTED',
    `The SavedModel has the signatures ${names}; expected ${wanted ?? 'serving_default, predict, or a single one'}.`,
  );
}

function corrupt(what: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_CORRUPT', `The SavedModel cannot be read: ${what}.`, { cause });
}
