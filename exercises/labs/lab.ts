/** Something to break, with a prediction first. */
export interface Lab {
  readonly name: string;
  readonly title: string;
  /** The chapter that it belongs to, from the root of the workspace. */
  readonly chapter: string;
  /** What is set up, and what is going to be broken. */
  readonly story: string;
  readonly question: string;
  /** What may be predicted, by letter. */
  readonly choices: Readonly<Record<string, string>>;
  /** The choice that has held whenever it was tried: for the test, which observes anew. */
  readonly answer: string;
  /**
   * Breaks it.
   *
   * @param say tells what is being done, a line at a time
   */
  run(say: (line: string) => void): Promise<Observation>;
}

/** What happened. */
export interface Observation {
  /** The choice that what happened bears out; undefined when none does. */
  readonly choice: string | undefined;
  /** Figures, as a text of several lines. */
  readonly report: string;
  readonly because: string;
}
