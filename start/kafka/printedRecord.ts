import { describeRecord, type TopicRecord } from '@kafka-tutorial/client';
import { topics } from '@kafka-tutorial/serving';

const ownTopics: readonly string[] = Object.values(topics);

/** A record as one line: decoded when it is of a topic of this workspace, otherwise its text, or how many bytes it has. */
export function printedRecord(record: TopicRecord, withKey: boolean): string {
  const { key, value } = record.message;
  const text = ownTopics.includes(record.topic) ? describeRecord(record) : textOf(value);
  return withKey ? `${textOf(key)}\t${text}` : text;
}

/** A terminal obeys control characters, and a line must stay one: what has any is no text. */
function textOf(bytes: Buffer | null): string {
  if (bytes === null) return 'null';
  const text = bytes.toString();
  const isText = !text.includes('\uFFFD') && !/[^\P{C}\t]/u.test(text);
  return isText ? text : `(${bytes.length} bytes)`;
}
