/** What a learner can ask for, by a key or by a line. */
export type Command =
  | { readonly kind: CommandName }
  | { readonly kind: 'go'; readonly number: number }
  | { readonly kind: 'unknown'; readonly typed: string };

export const commandNames = [
  'next',
  'previous',
  'hint',
  'list',
  'solution',
  'reset',
  'check',
  'quit',
] as const;

export type CommandName = (typeof commandNames)[number];

/** @param typed a word of commandNames, its first letter, the number of an exercise, or nothing: check again */
export function parseCommand(typed: string): Command {
  const word = typed.trim().toLowerCase();
  if (word === '') return { kind: 'check' };
  if (/^\d{1,3}$/.test(word)) return { kind: 'go', number: Number(word) };
  const kind = commandNames.find((name) => name === word || name[0] === word);
  return kind ? { kind } : { kind: 'unknown', typed: word };
}
