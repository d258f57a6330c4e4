import type { Lab } from './lab.ts';

/** Where a lab is performed: what it prints, and where predictions come from. */
export interface Stage {
  readonly print: (text: string) => void;
  /** Asks for a letter; undefined when nobody answers. */
  readonly predict: (choices: readonly string[]) => Promise<string | undefined>;
}

/**
 * Tells a lab's story, asks for a prediction, runs it, and compares.
 *
 * @returns the choice that happened
 */
export async function performLab(lab: Lab, { print, predict }: Stage): Promise<string | undefined> {
  print(`${lab.title} (${lab.chapter})\n\n${lab.story}\n\n${lab.question}`);
  for (const [letter, text] of Object.entries(lab.choices)) print(`  ${letter}  ${text}`);
  print('');
  const predicted = await predict(Object.keys(lab.choices));
  print('');
  const { choice, report, because } = await lab.run((line) => print(`… ${line}`));
  print(`\n${report}\n`);
  print(`You predicted ${predicted === undefined ? 'nothing' : `${predicted}: ${lab.choices[predicted]}`}`);
  print(
    `It happened   ${choice === undefined ? 'something else, see above' : `${choice}: ${lab.choices[choice]}`}`,
  );
  print(`\n${because}`);
  return choice;
}
