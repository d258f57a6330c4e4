import type { CheckTools } from './checkTools.ts';

/** The checks of an exercise by what they demand, in the order in which a learner gets there. */
export type Checks<Learner> = Readonly<
  Record<string, (learner: Learner, tools: CheckTools) => void | Promise<void>>
>;

/** Gives the checks of an exercise the types of its solution's exports. */
export function defineChecks<Learner>(checks: Checks<Learner>): Checks<Learner> {
  return checks;
}
