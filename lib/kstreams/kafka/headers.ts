import type { IHeaders } from 'kafkajs';
import { Headers } from '../processor/headers.ts';

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
