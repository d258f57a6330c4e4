import { logLevel } from 'kafkajs';
import { expect, test } from 'vitest';
import { kafkaLogCreator } from './kafkaLog.ts';

function logged(
  level: logLevel,
  namespace: string,
  log: { message: string; [field: string]: unknown },
): string[] {
  const lines: string[] = [];
  const record = (name: string) => (line: string) => void lines.push(`${name} ${line}`);
  const logger = {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
  };
  kafkaLogCreator(logger)(logLevel.INFO)({
    level,
    namespace,
    label: '',
    log: { timestamp: '', ...log },
  });
  return lines;
}

test('what kafkajs tries again by itself is for those who debug', () => {
  expect(
    logged(logLevel.ERROR, 'Connection', { message: 'Connection error', broker: 'a:1', error: 'refused' }),
  ).toEqual(['debug kafkajs Connection: Connection error: a:1: refused']);
  expect(logged(logLevel.ERROR, 'Producer', { message: 'Failed to send messages: no leader' })).toEqual([
    'debug kafkajs Producer: Failed to send messages: no leader',
  ]);
  expect(logged(logLevel.WARN, 'Runner', { message: 'The group is rebalancing' })).toEqual([
    'debug kafkajs Runner: The group is rebalancing',
  ]);
  expect(logged(logLevel.INFO, 'Consumer', { message: 'Starting' })).toEqual([
    'debug kafkajs Consumer: Starting',
  ]);
});

test('a warning about what kstreams has chosen is for those who debug', () => {
  const message = 'Limiting retries for the idempotent producer may invalidate EoS guarantees';
  expect(logged(logLevel.WARN, 'Producer', { message })).toEqual([`debug kafkajs Producer: ${message}`]);
});

test('what it cannot repair is for everybody', () => {
  expect(logged(logLevel.ERROR, 'Consumer', { message: 'Crash: KafkaJSError', groupId: 'g' })).toEqual([
    'error kafkajs Consumer: Crash: KafkaJSError: g',
  ]);
  expect(
    logged(logLevel.ERROR, 'Runner', { message: 'Error when calling eachBatch', error: new Error('mine') }),
  ).toEqual(['error kafkajs Runner: Error when calling eachBatch: mine']);
  expect(logged(logLevel.WARN, 'Producer', { message: 'Dropping a request' })).toEqual([
    'warn kafkajs Producer: Dropping a request',
  ]);
});

test('only known fields are written', () => {
  expect(logged(logLevel.ERROR, 'Consumer', { message: 'm', sasl: { password: 'hunter2' } })).toEqual([
    'error kafkajs Consumer: m',
  ]);
});
