import { labelled, wrap } from '../runner/textLines.ts';
import type { Lab } from './lab.ts';

/** Where a lab is performed: what it prints, and where predictions come from. */
export interface Stage {
  readonly print: (text: string) => void;
  /** Characters in a line. */
  readonly width: number;
  /** Asks for a letter; undefined when nobody answers. */
  readonly predict: (choices: readonly string[]) => Promise<string | undefined>;
}

/**
 * Tells a lab's story, asks for a prediction, runs it, and compares.
 *
 * @returns the choice that happened
 */
export async function performLab(lab: Lab, { print, width, predict }: Stage): Promise<string | undefined> {
  const printAll = (lines: readonly string[]) => print(lines.join('\n'));
  const tell = (text: string) => printAll(['', ...wrap(text, width)]);
  const tellBehind = (label: string, text: string) =>
    printAll(labelled(label, wrap(text, width - label.length).join('\n'), Number.POSITIVE_INFINITY));
  print(`${lab.title} (${lab.chapter})`);
  tell(lab.story);
  tell(lab.question);
  for (const [letter, text] of Object.entries(lab.choices)) tellBehind(`  ${letter}  `, text);
  print('');
  const predicted = await predict(Object.keys(lab.choices));
  print('');
  const { choice, report, because } = await lab.run((line) => print(`… ${line}`));
  print(`\n${report}\n`);
  const inWords = (letter: string) => `${letter}: ${lab.choices[letter]}`;
  tellBehind('You predicted ', predicted === undefined ? 'nothing' : inWords(predicted));
  tellBehind('It happened   ', choice === undefined ? 'something else, see above' : inWords(choice));
  tell(because);
  return choice;
}
