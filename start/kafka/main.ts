import { brokerCommand } from '@kafka-tutorial/embedded-kafka/command';
import { parseCount } from '@kafka-tutorial/util';
import { consume } from './consume.ts';
import { describeTopic, listTopics } from './describeTopics.ts';
import { listGroups, listOffsets } from './groups.ts';
import { produce } from './produce.ts';
import { withKafka } from './withKafka.ts';

const command = brokerCommand('npm run kafka --').addHelpText(
  'after',
  '\nThe commands look at the Kafka of KAFKA_BROKERS, or at the one on 127.0.0.1:9092.',
);

command
  .command('topics')
  .description('lists the topics')
  .action(() => withKafka(listTopics));

command
  .command('describe')
  .description('shows partitions, offsets and configs of a topic')
  .argument('<topic>')
  .action((topic: string) => withKafka((kafka) => describeTopic(kafka, topic)));

command
  .command('consume')
  .description('prints the records of a topic, those of this workspace decoded, until Ctrl-C')
  .argument('<topic>')
  .option('--from-beginning', 'begins with what is already there, unless the group has read it', false)
  .option('--group <id>', 'reads as a member of this group, which goes on next time where it was')
  .option('--count <n>', 'ends after so many records', parseCount, Number.POSITIVE_INFINITY)
  .option('--exit', 'ends when the end of the topic is reached', false)
  .option('--keys', 'prints the key in front of the value, with a tab between', false)
  .action((topic: string, options) => withKafka((kafka, run) => consume(kafka, run, { topic, ...options })));

command
  .command('produce')
  .description('sends each line of the input as a record')
  .argument('<topic>')
  .option('--key-separator <text>', 'what is before it in a line is the key')
  .action((topic: string, options) => withKafka((kafka) => produce(kafka, { topic, ...options })));

command
  .command('groups')
  .description('lists the consumer groups')
  .action(() => withKafka(listGroups));

command
  .command('offsets')
  .description('shows how far groups have read, and how far behind they are')
  .argument('[group]', 'all groups when none is named')
  .action((group?: string) => withKafka((kafka) => listOffsets(kafka, group)));

const commands = command.commands.map((one) => one.name());
const [first] = process.argv.slice(2);
if (first && !first.startsWith('-') && ![...commands, 'help'].includes(first)) {
  command.error(
    `error: unknown command '${first}'; expected one of ${commands.join(', ')}, or none for a broker`,
  );
}
await command.parseAsync();
