import type { StreamsBuilder } from '../dsl/streamsBuilder.ts';
import type { ProcessorSupplier } from '../processor/processor.ts';
import type { Step } from './caseFile.ts';
import type { Value } from './functions.ts';
import { type Handle, handle } from './handles.ts';
import { consumed, materializedIfAsked } from './stepOptions.ts';
import { storeBuilder, supplierOf, topicsOf } from './topologySteps.ts';

/** Steps that begin anew; `nothing` for those without a result, undefined for a step that is no such step. */
export function sourceStep(builder: StreamsBuilder, step: Step): Handle | 'nothing' | undefined {
  const { topic = '', key = 'string', value = 'string' } = step;
  const types = { key, value };
  switch (step.op) {
    case 'stream':
      return handle('stream', builder.stream(topicsOf(step), consumed(step)), types);
    case 'table':
      return handle('table', builder.table(topic, consumed(step), materializedIfAsked(step, types)), types);
    case 'globalTable':
      return handle(
        'globalTable',
        builder.globalTable(topic, consumed(step), materializedIfAsked(step, types)),
        types,
      );
    case 'addStateStore':
      builder.addStateStore(storeBuilder(step));
      return 'nothing';
    case 'addGlobalStore': {
      const supplier = supplierOf(step, [step.store ?? '']) as ProcessorSupplier<Value, Value, never, never>;
      builder.addGlobalStore(storeBuilder(step), topic, consumed(step), supplier);
      return 'nothing';
    }
    default:
      return undefined;
  }
}
