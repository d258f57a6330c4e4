import { ModelDescriptor, type ModelDescriptorProperties, ModelType } from '@kafka-tutorial/proto';
import { ModelError } from './errors.ts';
import { readModelLocation } from './location/readModelLocation.ts';
import type { Model, ModelFactory, RecordSchema } from './model.ts';

export interface ModelFactoryOptions {
  /** Models of more bytes are refused; 64 MiB. */
  readonly maxBytes?: number;
  /** The folder below which a descriptor's `location` may point. Without it no file is read. */
  readonly locationRoot?: string | undefined;
  /** Hosts that a `location` of http or https may name, as `host` or `host:port`; none. */
  readonly locationHosts?: readonly string[];
  /** How long reading a `location` by HTTP may take, milliseconds; 30 s. */
  readonly locationTimeoutMs?: number;
}

/** Makes a model of a descriptor that carries its bytes in `data`. */
type Creator = (descriptor: ModelDescriptorProperties, schema?: RecordSchema) => Promise<Model>;

/** By type. Each loads its code when the first such model arrives: tfjs alone takes a good part of a second. */
const creators: Readonly<Record<ModelType, Creator>> = {
  [ModelType.TENSORFLOW]: async (descriptor, schema) => {
    const { createTensorflowModel } = await import('./tensorflow/tensorflowModel.ts');
    return createTensorflowModel(descriptor, schema);
  },
  [ModelType.PMML]: async (descriptor, schema) => {
    const { createPmmlModel } = await import('./pmml/index.ts');
    return createPmmlModel(descriptor, schema);
  },
  [ModelType.TENSORFLOWSAVED]: async (descriptor, schema) => {
    const { createSavedModel } = await import('./tensorflow/savedModel/createSavedModel.ts');
    return createSavedModel(descriptor, schema);
  },
  [ModelType.ONNX]: async (descriptor, schema) => {
    const { createOnnxModel } = await import('./onnx/createOnnxModel.ts');
    return createOnnxModel(descriptor, schema);
  },
};

/** A factory for models of all types that can be served. */
export function createModelFactory(options: ModelFactoryOptions = {}): ModelFactory {
  const { maxBytes = 64 * 2 ** 20, locationRoot: root, locationHosts: hosts = [] } = options;
  const locations = { root, hosts, maxBytes, timeoutMs: options.locationTimeoutMs ?? 30_000 };

  async function create(descriptor: ModelDescriptorProperties, schema?: RecordSchema): Promise<Model> {
    const type = descriptor.modeltype ?? ModelType.TENSORFLOW;
    if (!Object.hasOwn(creators, type)) {
      const known = Object.keys(creators).map((number) => `${number} ${ModelType[Number(number)]}`);
      throw new ModelError(
        'MODEL_TYPE_UNKNOWN',
        `Model type ${type} is unknown; expected ${known.join(', ')}.`,
      );
    }
    const data = await bytesOf(descriptor);
    return creators[type]({ ...descriptor, data, location: null }, schema);
  }

  async function bytesOf({ data, location }: ModelDescriptorProperties): Promise<Uint8Array> {
    const bytes = location ? await readModelLocation(location, locations) : data;
    if (!bytes?.length) throw new ModelError('MODEL_EMPTY', 'The model descriptor has no bytes of a model.');
    checkSize(bytes);
    return bytes;
  }

  function checkSize(bytes: Uint8Array): void {
    if (bytes.length <= maxBytes) return;
    throw new ModelError('MODEL_TOO_LARGE', `The model has ${bytes.length} bytes; the limit is ${maxBytes}.`);
  }

  return {
    create,
    restore: async (bytes, schema) => create(decode(bytes), schema),
  };
}

function decode(bytes: Uint8Array): ModelDescriptorProperties {
  try {
    return ModelDescriptor.decode(bytes);
  } catch (cause) {
    throw new ModelError('MODEL_CORRUPT', 'The bytes are not a model descriptor.', { cause });
  }
}
