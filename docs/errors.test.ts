import { readFileSync } from 'node:fs';
import { actorErrors } from '@kafka-tutorial/actors';
import { embeddedKafkaErrors } from '@kafka-tutorial/embedded-kafka';
import { exerciseErrors } from '@kafka-tutorial/exercises';
import { httpErrors } from '@kafka-tutorial/http';
import { kafkaConnectionErrors } from '@kafka-tutorial/kafka';
import { kstreamsErrors } from '@kafka-tutorial/kstreams';
import { modelErrors } from '@kafka-tutorial/model';
import { servingErrors } from '@kafka-tutorial/serving';
import { describe, expect, it } from 'vitest';

const tables = {
  actorErrors,
  embeddedKafkaErrors,
  exerciseErrors,
  httpErrors,
  kafkaConnectionErrors,
  kstreamsErrors,
  modelErrors,
  servingErrors,
};
const page = readFileSync(new URL('errors.md', import.meta.url), 'utf8');
const documented = Object.fromEntries(
  [...page.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, code, sentence]) => [code, sentence]),
);

describe('docs/errors.md', () => {
  it('lists the codes of all libraries, with their sentences, and no others', () => {
    const codes = Object.assign({}, ...Object.values(tables)) as Record<string, string>;
    expect(Object.keys(codes).length).toBeGreaterThan(20);
    expect(documented).toEqual(codes);
  });

  it('gives each code one meaning: no two libraries use the same', () => {
    const all = Object.values(tables).flatMap((table) => Object.keys(table));
    expect(new Set(all).size).toBe(all.length);
  });
});
