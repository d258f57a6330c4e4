import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSecurity } from './security.ts';

const dir = mkdtempSync(join(tmpdir(), 'security-'));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string): string {
  const path = join(dir, name);
  writeFileSync(path, `-- ${name} --`);
  return path;
}

test('nothing is set: neither TLS nor SASL', () => {
  expect(readSecurity({ KAFKA_SSL: 'false', KAFKA_SASL_USERNAME: '' })).toEqual({});
});

test('TLS alone trusts the authorities that Node trusts', () => {
  expect(readSecurity({ KAFKA_SSL: 'true' })).toEqual({ ssl: true });
});

test('TLS with an authority and a client certificate', () => {
  const env = {
    KAFKA_SSL: 'true',
    KAFKA_SSL_CA: file('ca'),
    KAFKA_SSL_CERT: file('cert'),
    KAFKA_SSL_KEY: file('key'),
  };
  expect(readSecurity(env)).toEqual({ ssl: { ca: ['-- ca --'], cert: '-- cert --', key: '-- key --' } });
});

test.each(['plain', 'scram-sha-256', 'scram-sha-512'])(
  'SASL %s, also in the spelling of Kafka',
  (mechanism) => {
    const env = { KAFKA_SASL_USERNAME: 'ada', KAFKA_SASL_PASSWORD: 'secret' };
    const sasl = { mechanism, username: 'ada', password: 'secret' };
    expect(readSecurity({ ...env, KAFKA_SASL_MECHANISM: mechanism })).toEqual({ sasl });
    expect(readSecurity({ ...env, KAFKA_SASL_MECHANISM: mechanism.toUpperCase() })).toEqual({ sasl });
  },
);

const user = { KAFKA_SASL_USERNAME: 'ada', KAFKA_SASL_PASSWORD: 'hunter2' };

test.each([
  [{ KAFKA_SSL: 'yes' }, 'KAFKA_SSL is "yes"; expected true or false'],
  [{ KAFKA_SSL_CA: '/ca.pem' }, 'KAFKA_SSL_CA set, but TLS is off'],
  [{ KAFKA_SSL: 'false', KAFKA_SSL_CERT: '/c', KAFKA_SSL_KEY: '/k' }, 'KAFKA_SSL_CERT and KAFKA_SSL_KEY set'],
  [{ KAFKA_SSL: 'true', KAFKA_SSL_CERT: '/c' }, 'needs both KAFKA_SSL_CERT and KAFKA_SSL_KEY'],
  [
    { KAFKA_SSL: 'true', KAFKA_SSL_CA: '/no/such/ca.pem' },
    'KAFKA_SSL_CA: cannot read the file /no/such/ca.pem',
  ],
  [user, 'missing: KAFKA_SASL_MECHANISM'],
  [{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_PASSWORD: 'hunter2' }, 'missing: KAFKA_SASL_USERNAME'],
  [{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'ada' }, 'missing: KAFKA_SASL_PASSWORD'],
  [{ ...user, KAFKA_SASL_MECHANISM: 'gssapi' }, 'KAFKA_SASL_MECHANISM is "gssapi"; expected one of plain,'],
])('%j is refused', (env, message) => {
  const refusal = () => readSecurity(env);
  expect(refusal).toThrow(expect.objectContaining({ code: 'KAFKA_SECURITY_INVALID' }));
  expect(refusal).toThrow(message);
  expect(refusal).not.toThrow('hunter2');
});
