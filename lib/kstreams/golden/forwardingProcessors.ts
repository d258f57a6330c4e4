import type { MaybePromise } from '../processor/maybePromise.ts';
import type { FixedKeyProcessorContext, ProcessorContext } from '../processor/processorContext.ts';
import type { Record } from '../processor/record.ts';
import { taskIdText } from '../processor/taskId.ts';
import type { ProcessorArgs } from './caseFile.ts';
import { text, type Value } from './functions.ts';
import type { GoldenFixedKeyProcessor, GoldenProcessor } from './processors.ts';

export type Context = ProcessorContext<Value, Value>;

/** A processor that needs nothing but its context. */
export function stateless(
  process: (record: Record<Value, Value>, context: Context) => MaybePromise<void>,
): GoldenProcessor {
  let context: Context;
  return {
    init(given) {
      context = given;
    },
    process: (record) => process(record, context),
  };
}

export function pass(): GoldenProcessor {
  return stateless((record, context) => context.forward(record));
}

export function drop(): GoldenProcessor {
  return { process() {} };
}

export function shift({ ms = 0 }: ProcessorArgs): GoldenProcessor {
  return stateless((record, context) => context.forward(shifted(record, ms)));
}

export function headers(): GoldenProcessor {
  return stateless((record, context) =>
    context.forward(record.withHeaders(record.headers.without('drop').with('seen', text(record.key)))),
  );
}

/** "a+50 b-20": a record for each, later or earlier by so much, to the child named by the first character. */
export function fanout(): GoldenProcessor {
  return stateless((record, context) => {
    for (const token of text(record.value ?? '')
      .split(' ')
      .filter(Boolean)) {
      context.forward(shifted(record.withValue<Value>(token), Number(token.slice(1))), token.charAt(0));
    }
  });
}

export function route({ children = [] }: ProcessorArgs): GoldenProcessor {
  return stateless((record, context) => {
    const child = children.find(([prefix]) => text(record.value).startsWith(prefix));
    return context.forward(record, child?.[1]);
  });
}

export function info(): GoldenProcessor {
  return stateless((record, context) => {
    const { topic, partition, offset } = context.recordMetadata() ?? {};
    const where = `topic=${topic} partition=${partition} offset=${offset}`;
    const when = `streamTime=${context.currentStreamTimeMs()} wallClock=${context.currentSystemTimeMs()}`;
    const told = `${text(record.value)} ${where} ${when} task=${taskIdText(context.taskId())}`;
    return context.forward(record.withValue<Value>(told));
  });
}

export function twice(): GoldenFixedKeyProcessor {
  let context: FixedKeyProcessorContext<Value, Value>;
  return {
    init(given) {
      context = given;
    },
    process(record) {
      context.forward(record.withValue(`${text(record.value)}.1`));
      context.forward(record.withValue(`${text(record.value)}.2`).withTimestamp(record.timestamp + 1));
    },
  };
}

function shifted(record: Record<Value, Value>, ms: number): Record<Value, Value> {
  return record.withTimestamp(Math.max(0, record.timestamp + ms));
}
