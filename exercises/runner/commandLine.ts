import { relative, resolve } from 'node:path';
import { inspectExercise, inspectManifest } from '../inspect.ts';
import type { ManifestEntry } from '../manifest.ts';
import { verify } from '../verify.ts';
import { askYes } from './ask.ts';
import { currentExercise, findExercise, numberOf } from './catalogue.ts';
import { resetCopies, syncCopies } from './copies.ts';
import { copyWorkspace } from './copyWorkspace.ts';
import { grade } from './grade.ts';
import { nextHint } from './hints.ts';
import { inParallel } from './inParallel.ts';
import { listView, progressBar } from './listView.ts';
import type { Places } from './places.ts';
import { progressOf, stateOf } from './progress.ts';
import { ProgressFile } from './progressFile.ts';
import { screenOf } from './screen.ts';
import { Session } from './session.ts';
import { hasSolution, solutionView } from './solutionView.ts';
import { keyInput, lineInput } from './typedInput.ts';
import { passView, verdictView } from './verdictView.ts';

interface Context {
  readonly places: Places;
  readonly manifest: readonly ManifestEntry[];
  /** Ends what runs when it aborts. */
  readonly signal: AbortSignal;
}

/** What each command of `npm run exercises` does; failures are told by the exit code. */
export function commandsFor({ places, manifest, signal }: Context) {
  const { stdin, stdout } = process;
  const interactive = Boolean(stdin.isTTY && stdout.isTTY);
  const screen = screenOf(stdout, interactive, process.env);
  const { look } = screen;
  const progress = new ProgressFile(places.progress, (message) => console.error(message));

  const choose = async (named?: string): Promise<ManifestEntry> => {
    if (named !== undefined) return findExercise(manifest, named);
    const known = await progress.read();
    return currentExercise(manifest, known.current, (folder) => stateOf(known, folder) === 'solved');
  };
  const sync = async () => {
    for (const notice of await syncCopies(places, manifest, progress)) console.error(`Note: ${notice}\n`);
  };
  /** Says what to do and sets the exit code when there is nobody to answer. */
  const agreed = async (question: string, yes: boolean | undefined): Promise<boolean> => {
    const answer = yes || (await askYes(question));
    if (answer === undefined) {
      console.error('\nNobody answered, so nothing was done. Say --yes to do it without a question.');
      process.exitCode = 1;
    }
    return answer ?? false;
  };

  return {
    async watch(first?: string): Promise<void> {
      const input = interactive ? keyInput(stdin, screen.write) : lineInput(stdin);
      try {
        await Session.run({ places, manifest, progress, input, screen, signal }, first);
      } finally {
        input.close();
      }
    },

    async list(): Promise<void> {
      const known = await progress.read();
      screen.print(listView(manifest, known, look, known.current));
      screen.print(['', progressBar(manifest, known, look)]);
    },

    async check(named?: string, { seed }: { seed?: number } = {}): Promise<void> {
      const entry = await choose(named);
      await sync();
      const result = await grade(places, entry, progress, { seed, signal });
      screen.print(verdictView(places, entry, result, look));
      if (result.passed) screen.print(['', ...passView(places, entry, look, hasSolution(places, entry))]);
      else process.exitCode = 1;
    },

    async hint(named?: string): Promise<void> {
      screen.print(await nextHint(await choose(named), progress, look));
    },

    async solution(named?: string, { yes }: { yes?: boolean } = {}): Promise<void> {
      const entry = await choose(named);
      const text = await solutionView(places, entry, look);
      const solved = stateOf(await progress.read(), entry.folder) === 'solved';
      const question = `You have not solved ${numberOf(entry)} yet. Look at the solution all the same?`;
      if (!solved && !(await agreed(question, yes))) return;
      await progress.update((now) => {
        progressOf(now, entry.folder).solutionShown = true;
      });
      screen.print(text);
    },

    async reset(named?: string, { yes }: { yes?: boolean } = {}): Promise<void> {
      const entry = await choose(named);
      if (!(await agreed(`Begin ${numberOf(entry)} anew, from its starter?`, yes))) return;
      const kept = await resetCopies(places, entry, progress);
      screen.print([`${numberOf(entry)} is as it was at the beginning.`]);
      screen.print(kept.map((path) => `What you had is kept in ${path}.`));
    },

    async verify(named?: string): Promise<void> {
      const chosen = named === undefined ? manifest : [findExercise(manifest, named)];
      const runs = inParallel(chosen, (entry) => verify(entry, { signal }));
      const general = inspectManifest(manifest);
      screen.print(general.map((finding) => `✗ ${finding}`));
      let wrong = 0;
      for (const [index, entry] of chosen.entries()) {
        const findings = [...inspectExercise(entry), ...((await runs[index]) ?? [])];
        screen.print([`${findings.length === 0 ? '✓' : '✗'} ${entry.folder}`]);
        screen.print(findings.map((finding) => `  ${finding}`));
        if (findings.length > 0) wrong++;
      }
      const summary = wrong === 0 ? 'all as they should be' : `${wrong} with findings`;
      const count = `${chosen.length} exercise${chosen.length === 1 ? '' : 's'}`;
      screen.print([
        `${count} verified, ${summary}${general.length > 0 ? '; see above what is wrong besides' : ''}`,
      ]);
      if (wrong + general.length > 0) process.exitCode = 1;
    },

    async workspace(directory: string, { withoutSolutions = false } = {}): Promise<void> {
      const count = await copyWorkspace(places.root, directory, { withoutSolutions });
      const path = relative(process.cwd(), resolve(directory));
      screen.print([
        `${count} files copied. Then:`,
        '',
        `  cd ${path}`,
        '  npm ci',
        '  npm run exercises',
        '',
        'Hand out the folder before `npm ci`, or let each learner run it: node_modules is not part of it.',
      ]);
    },
  };
}
