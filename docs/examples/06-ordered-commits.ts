import type { InputRecord } from '@kafka-tutorial/serving';
import { OrderedProgress } from '../../actorsPersistent/supervision/orderedProgress.ts';
import { inputRecord } from './inputRecords.ts';

const nameOf = ({ message }: InputRecord) => `${message.key} at ${message.offset}`;
const progress = new OrderedProgress({
  isOurs: async () => true,
  mark: (records) => console.log(`  may be committed: ${[...records].map(nameOf).join(', ')}`),
});

const taken = ['wine', 'wine', 'penguins'].map((key, offset) =>
  inputRecord({ topic: 'models_data', key, value: null, offset }),
);
progress.take(taken);
for (const record of taken.toReversed()) {
  console.log(`done: ${nameOf(record)}`);
  progress.mark([record]);
}
