import { KStreamsError } from '../errors.ts';

const longest = 249;

/** Names become parts of topic names, so the rules are those of Kafka's topics. */
export function checkName(name: string): string {
  const reason = whatIsWrong(name);
  if (reason !== undefined) {
    throw new KStreamsError(
      'TOPOLOGY_NAME_INVALID',
      `Expected the name of a node, store or topic, got "${name}": ${reason}.`,
    );
  }
  return name;
}

function whatIsWrong(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name === '.' || name === '..') return 'it stands for a directory';
  if (name.length > longest) return `it is longer than ${longest} characters`;
  if (!/^[\w.-]+$/.test(name)) return "it has a character other than ASCII letters, digits, '.', '_' and '-'";
  return undefined;
}
