import { codeBlocks } from './codeBlocks.ts';

/** Commands of a page, and what the page says they print. */
export interface DocumentedRun {
  readonly commands: string;
  readonly output: string;
  /** Where the commands stand, from 1. */
  readonly line: number;
  /** Whether they need a Kafka that runs already, as it does for a reader who started it in another terminal. */
  readonly needsKafka: boolean;
}

const marker = /^<!-- run( with kafka)? -->$/;

/** Whether the line above a block says that its commands are run. */
export function isRunMarker(above: string): boolean {
  return marker.test(above);
}

/** The runs of a page. @throws Error for a run that is not followed by its output */
export function documentedRuns(page: string): DocumentedRun[] {
  const blocks = codeBlocks(page);
  return blocks.flatMap(({ above, code, line, language }, i) => {
    const [marked, withKafka] = marker.exec(above) ?? [];
    if (marked === undefined) return [];
    const output = blocks[i + 1];
    if (language !== 'sh' || output?.lead !== 'You should see:') {
      throw new Error(
        `line ${line}: expected a block of sh below ${marked}, then "You should see:" and a block of output`,
      );
    }
    return [{ commands: code, output: output.code, line, needsKafka: withKafka !== undefined }];
  });
}
