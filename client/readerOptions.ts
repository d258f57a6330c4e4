import { topics } from '@kafka-tutorial/serving';
import { program } from '@kafka-tutorial/util';
import { InvalidArgumentError, Option } from 'commander';

export interface ReaderOptions {
  /** Whether what is already on the topics is printed as well. */
  readonly fromBeginning: boolean;
  /** The names of the topics on Kafka. */
  readonly topics: readonly string[];
}

const names = Object.keys(topics) as (keyof typeof topics)[];

/**
 * Reads the command line of the reader; `--help` and wrong options end the process as commander does.
 *
 * @param argv as in `process.argv`
 */
export function parseReaderOptions(argv = process.argv): ReaderOptions {
  return program('reader', 'Prints what passes over the topics, decoded.')
    .option('--from-beginning', 'begins with what is already there', false)
    .addOption(
      new Option('--topics <names>', `some of ${names.join(',')}`)
        .argParser(parseTopics)
        .default(Object.values(topics), 'all'),
    )
    .parse(argv)
    .opts<ReaderOptions>();
}

function parseTopics(text: string): string[] {
  return text.split(',').map((given) => {
    const name = names.find((known) => known === given || topics[known] === given);
    if (name) return topics[name];
    throw new InvalidArgumentError(`expected some of ${names.join(',')}, with commas between them`);
  });
}
