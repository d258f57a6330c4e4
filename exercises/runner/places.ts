import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tutorialDirectory } from '@kafka-tutorial/kafka';

/** Where things are; absolute paths. */
export interface Places {
  /** The workspace. */
  readonly root: string;
  /** The folders of the exercises, which the learner only reads. */
  readonly exercises: string;
  /** The copies that the learner edits. */
  readonly work: string;
  /** The progress, a file. */
  readonly progress: string;
}

/** The places of this workspace; local state is where that of the other programs is. */
export function placesHere(env: NodeJS.ProcessEnv): Places {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  return placesBelow(root, tutorialDirectory(env));
}

export function placesBelow(root: string, state: string): Places {
  const exercises = join(root, 'exercises');
  return { root, exercises, work: join(exercises, 'work'), progress: join(state, 'exercises.json') };
}
