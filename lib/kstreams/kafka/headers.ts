import type { IHeaders } from 'kafkajs';
import { Headers } from '../processor/headers.ts';

const nothing = Buffer.alloc(0);

/**
 * Headers as kafkajs takes them. It keeps names together, so those that repeat lose their place among others. And it fails
 * when it has to write null, though it reads it: a header without a value gets an empty one.
 */
export function toKafkaHeaders(headers: Headers): IHeaders | undefined {
  if (headers.size === 0) return undefined;
  const byName: Record<string, Buffer[]> = Object.create(null);
  for (const { name, value } of headers) {
    byName[name] ??= [];
    byName[name].push(value ?? nothing);
  }
  return byName;
}

export function fromKafkaHeaders(headers: IHeaders | undefined): Headers {
  if (headers === undefined) return Headers.none;
  const list = Object.entries(headers).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).map((value) => ({
      name,
      value: typeof value === 'string' ? Buffer.from(value) : (value ?? null),
    })),
  );
  return Headers.of(list);
}
