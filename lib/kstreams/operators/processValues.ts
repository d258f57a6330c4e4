import type { FixedKeyProcessorSupplier, Processor, ProcessorSupplier } from '../processor/processor.ts';
import type { FixedKeyProcessorContext } from '../processor/processorContext.ts';

/**
 * Lets a fixed-key processor stand where a processor does. That it cannot change the key is a promise of its types:
 * the records it gets are ordinary ones.
 */
export function processValues<K, V, VOut>(
  supplier: FixedKeyProcessorSupplier<K, V, VOut>,
): ProcessorSupplier<K, V, K, VOut> {
  const { stores } = supplier;
  return {
    get(): Processor<K, V, K, VOut> {
      const processor = supplier.get();
      return {
        init: (context) => processor.init?.(context as FixedKeyProcessorContext<K, VOut>),
        process: (record) => processor.process(record),
        close: () => processor.close?.(),
      };
    },
    ...(stores && { stores: () => stores.call(supplier) }),
  };
}
