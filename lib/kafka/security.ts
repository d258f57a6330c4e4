import { readFileSync } from 'node:fs';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { KafkaConnectionError } from './errors.ts';

/** The part of kafkajs's configuration that holds keys and passwords; empty for a cluster without TLS and SASL. */
export type KafkaSecurity = Pick<KafkaConfig, 'ssl' | 'sasl'>;

const sslFiles = ['KAFKA_SSL_CA', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY'] as const;
const saslSettings = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

type Environment = NodeJS.ProcessEnv;
type SslFile = (typeof sslFiles)[number];

/** The names of the security settings that are set; their values are nobody's business. */
export function securitySettings(env: Environment): string[] {
  return ['KAFKA_SSL', ...sslFiles, ...saslSettings].filter((name) => env[name]);
}

/**
 * Reads TLS and SASL settings and the files they name.
 *
 * @throws KafkaConnectionError KAFKA_SECURITY_INVALID; its message has names of settings and files, never a password
 */
export function readSecurity(env: Environment): KafkaSecurity {
  const ssl = readSsl(env);
  const sasl = readSasl(env);
  return { ...(ssl && { ssl }), ...(sasl && { sasl }) };
}

function readSsl(env: Environment): KafkaConfig['ssl'] {
  const wanted = env.KAFKA_SSL || 'false';
  if (wanted !== 'true' && wanted !== 'false') {
    throw invalid(`KAFKA_SSL is "${wanted}"; expected true or false`);
  }
  const files = sslFiles.filter((name) => env[name]);
  if (wanted === 'false') {
    if (files.length === 0) return undefined;
    throw invalid(`${files.join(' and ')} set, but TLS is off`, 'Set KAFKA_SSL=true as well.');
  }
  if (Boolean(env.KAFKA_SSL_CERT) !== Boolean(env.KAFKA_SSL_KEY)) {
    throw invalid('a client certificate needs both KAFKA_SSL_CERT and KAFKA_SSL_KEY; only one is set');
  }
  if (files.length === 0) return true;
  const [ca, cert, key] = sslFiles.map((name) => readPem(env, name));
  return { ...(ca && { ca: [ca] }), ...(cert && { cert }), ...(key && { key }) };
}

function readPem(env: Environment, name: SslFile): string | undefined {
  const path = env[name];
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new KafkaConnectionError('KAFKA_SECURITY_INVALID', `${name}: cannot read the file ${path}`, {
      hint: `${name} is the path of a PEM file.`,
      cause,
    });
  }
}

function readSasl(env: Environment): SASLOptions | undefined {
  const missing = saslSettings.filter((name) => !env[name]);
  if (missing.length === saslSettings.length) return undefined;
  if (missing.length > 0) {
    throw invalid(`SASL needs ${saslSettings.join(', ')}; missing: ${missing.join(', ')}`);
  }
  const mechanism = mechanisms.find((known) => known === env.KAFKA_SASL_MECHANISM?.toLowerCase());
  if (!mechanism) {
    throw invalid(
      `KAFKA_SASL_MECHANISM is "${env.KAFKA_SASL_MECHANISM}"; expected one of ${mechanisms.join(', ')}`,
    );
  }
  return {
    mechanism,
    username: env.KAFKA_SASL_USERNAME ?? '',
    password: env.KAFKA_SASL_PASSWORD ?? '',
  };
}

function invalid(message: string, hint?: string): KafkaConnectionError {
  return new KafkaConnectionError('KAFKA_SECURITY_INVALID', message, hint ? { hint } : undefined);
}
