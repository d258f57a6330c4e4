import { describeError } from '@kafka-tutorial/util';
import { expect, test } from 'vitest';
import { KafkaConnectionError } from './errors.ts';

test('is shown with its code and its hint', () => {
  const error = new KafkaConnectionError('KAFKA_PORT_TAKEN', 'the port is taken', { hint: 'Free it.' });
  expect(describeError(error)).toBe('the port is taken (KAFKA_PORT_TAKEN)\n  Free it.');
});
