import type { IHeaders } from 'kafkajs';
import { Headers } from '../processor/headers.ts';

/** Headers as kafkajs takes them. It keeps names together, so those that repeat lose their place among others. */
export function toKafkaHeaders(headers: Headers): IHeaders | undefined {
  if (headers.size === 0) return undefined;
  const byName: Record<string, Buffer[]> = Object.create(null);
  for (const { name, value } of headers) {
    byName[name] ??= [];
    // kafkajs writes null as null, though its types do not say so.
    byName[name].push(value as Buffer);
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
