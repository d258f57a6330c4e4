import { join } from 'node:path';
import { describeError, isCodedError } from '@kafka-tutorial/util';
import type { ManifestEntry } from '../manifest.ts';
import { exerciseToGoOnWith, findExercise, numberOf } from './catalogue.ts';
import { type Command, parseCommand } from './commands.ts';
import { resetCopies, syncCopies } from './copies.ts';
import { exerciseView } from './exerciseView.ts';
import { type Grade, grade } from './grade.ts';
import { hintsShown, nextHint } from './hints.ts';
import { listView, progressBar } from './listView.ts';
import type { Places } from './places.ts';
import { progressOf, stateOf } from './progress.ts';
import type { ProgressFile } from './progressFile.ts';
import type { Screen } from './screen.ts';
import { hasSolution, solutionView } from './solutionView.ts';
import { wrap } from './textLines.ts';
import type { TypedInput } from './typedInput.ts';
import { passView, verdictView } from './verdictView.ts';
import { watchFiles } from './watchFiles.ts';

export interface SessionOptions {
  readonly places: Places;
  readonly manifest: readonly ManifestEntry[];
  readonly progress: ProgressFile;
  readonly input: TypedInput;
  readonly screen: Screen;
  /** Ends the session when it aborts. */
  readonly signal: AbortSignal;
}

/** A learner at work: shows an exercise, checks it on every save, and does what the learner types. */
export class Session {
  readonly #options: SessionOptions;
  #entry: ManifestEntry;
  #checking: Promise<void> = Promise.resolve();
  #overtaken = new AbortController();
  #unwatch: () => void = () => undefined;
  #notices: readonly string[];
  #question = '';

  private constructor(options: SessionOptions, entry: ManifestEntry, notices: readonly string[]) {
    this.#options = options;
    this.#entry = entry;
    this.#notices = notices;
  }

  /**
   * Runs until the learner quits, the input ends or the signal aborts. No process is left then.
   *
   * @param first the exercise to begin with, by number or name; default: where the learner goes on
   * @throws ExerciseError EXERCISE_UNKNOWN
   */
  static async run(options: SessionOptions, first?: string): Promise<void> {
    const { places, manifest, progress, input, signal } = options;
    const notices = await syncCopies(places, manifest, progress);
    const known = await progress.read();
    // One that is solved and wrong now is being worked on again.
    const isDone = (folder: string) =>
      stateOf(known, folder) === 'solved' && !progressOf(known, folder).wrong;
    const entry =
      first === undefined
        ? exerciseToGoOnWith(manifest, known.current, isDone)
        : findExercise(manifest, first);
    const session = new Session(options, entry, notices);
    const end = () => {
      session.#overtaken.abort();
      input.close();
    };
    signal.addEventListener('abort', end);
    try {
      await session.#open(entry);
      await session.#obeyAll();
    } finally {
      signal.removeEventListener('abort', end);
      session.#unwatch();
      session.#overtaken.abort();
      await session.#checking;
    }
  }

  async #obeyAll(): Promise<void> {
    const { input, screen, signal } = this.#options;
    while (!signal.aborted) {
      // Who types lines ahead, or sends them from a file, means them to follow the checks.
      if (!screen.interactive) await this.#checked();
      const typed = await input.next();
      if (typed === undefined) return;
      const command = parseCommand(typed);
      if (command.kind === 'quit') return;
      try {
        await this.#obey(command);
      } catch (error) {
        if (!isCodedError(error)) throw error;
        screen.print([describeError(error)]);
      }
    }
  }

  async #obey(command: Command): Promise<void> {
    const { manifest, progress, screen } = this.#options;
    const position = manifest.indexOf(this.#entry);
    switch (command.kind) {
      case 'next':
        return this.#move(manifest[position + 1], 'This is the last exercise.');
      case 'previous':
        return this.#move(manifest[position - 1], 'This is the first exercise.');
      case 'go':
        return this.#open(findExercise(manifest, String(command.number)));
      case 'check':
        return this.#check({ sync: true });
      case 'hint':
        return this.#say(await nextHint(this.#entry, progress, screen.look));
      case 'list':
        return this.#list();
      case 'solution':
        return this.#showSolution();
      case 'reset':
        return this.#reset();
      case 'unknown':
        return screen.print([`"${command.typed}" means nothing here.`, ...this.#keys()]);
    }
  }

  async #list(): Promise<void> {
    const { manifest, progress, screen } = this.#options;
    const rows = listView(manifest, await progress.read(), screen.look, this.#entry.folder);
    this.#say([
      ...rows,
      '',
      ...wrap('A number and Enter goes there, Enter alone checks again.', screen.look.width),
    ]);
  }

  async #move(entry: ManifestEntry | undefined, none: string): Promise<void> {
    if (entry) return this.#open(entry);
    const { manifest, progress, screen } = this.#options;
    this.#say([none, progressBar(manifest, await progress.read(), screen.look)]);
  }

  async #open(entry: ManifestEntry): Promise<void> {
    const { places, progress, screen } = this.#options;
    if (entry !== this.#entry) this.#notices = [];
    this.#entry = entry;
    this.#overtaken.abort();
    this.#unwatch();
    await progress.update((now) => {
      now.current = entry.folder;
    });
    screen.clear();
    screen.print([...(screen.interactive ? [] : ['']), ...(await this.#head())]);
    this.#unwatch = this.#watch(join(places.work, entry.folder), join(places.exercises, entry.folder));
    this.#check();
  }

  #watch(copies: string, originals: string): () => void {
    try {
      const unwatch = watchFiles(copies, () => this.#check());
      const unwatchStarter = watchFiles(join(originals, 'starter'), () => this.#check({ sync: true }));
      return () => {
        unwatch();
        unwatchStarter();
      };
    } catch (error) {
      this.#notices = [`Saves go unnoticed here (${describeError(error)}): Enter checks again.`];
      return () => undefined;
    }
  }

  #check({ sync } = { sync: false }): void {
    const { screen } = this.#options;
    this.#overtaken.abort();
    const overtaken = new AbortController();
    this.#overtaken = overtaken;
    screen.print(['', screen.look.paint('dim', 'Checking …')]);
    this.#checking = this.#checkNow(overtaken.signal, sync).catch((error: unknown) => {
      if (!overtaken.signal.aborted) screen.print([`The checks did not run: ${describeError(error)}`]);
    });
  }

  /** Resolves when no check is running: the one that runs may be overtaken. */
  async #checked(): Promise<void> {
    for (let last: unknown; last !== this.#checking; ) {
      last = this.#checking;
      await last;
    }
  }

  async #checkNow(signal: AbortSignal, sync: boolean): Promise<void> {
    const { places, manifest, progress, screen } = this.#options;
    if (sync) this.#notices = await syncCopies(places, manifest, progress);
    const result = await grade(places, this.#entry, progress, { signal });
    const lines = await this.#resultLines(result);
    const head = screen.interactive ? await this.#head() : [];
    signal.throwIfAborted();
    screen.clear();
    screen.print([...head, '', ...lines]);
    if (this.#question) screen.write(this.#question);
  }

  async #head(): Promise<string[]> {
    const { places, screen } = this.#options;
    const { look } = screen;
    const notices = this.#notices.flatMap((notice) => ['', ...wrap(`Note: ${notice}`, look.width)]);
    return [...(await exerciseView(places, this.#entry, look)), ...notices];
  }

  async #resultLines(result: Grade): Promise<string[]> {
    const { places, manifest, progress, screen } = this.#options;
    const { look } = screen;
    const known = await progress.read();
    const lines = verdictView(places, this.#entry, result, look);
    if (result.passed) {
      lines.push('', ...passView(places, this.#entry, look, hasSolution(places, this.#entry)));
      const next = manifest[manifest.indexOf(this.#entry) + 1];
      const left = manifest.filter(({ folder }) => stateOf(known, folder) !== 'solved').length;
      const end =
        left > 0 ? `This is the last exercise; l shows the ${left} that are left.` : 'All are solved.';
      const after = next ? `n goes on to ${numberOf(next)}. ${next.title}.` : end;
      lines.push('', ...wrap(after, look.width));
    } else {
      const { hintsShown: count } = progressOf(known, this.#entry.folder);
      const hints = hintsShown(this.#entry, count, look);
      if (screen.interactive && hints.length > 0) lines.push('', ...hints);
    }
    return [...lines, '', progressBar(manifest, known, look), ...this.#keys()];
  }

  #keys(): string[] {
    const { interactive, look } = this.#options.screen;
    const keys = 'n next, p previous, h hint, l list, s solution, r reset, q quit';
    const line = interactive ? keys : `Type a letter and Enter: ${keys}`;
    return wrap(line, look.width).map((part) => look.paint('dim', part));
  }

  #say(lines: readonly string[]): void {
    const { screen } = this.#options;
    screen.print(['', ...lines, ...(screen.interactive ? ['', ...this.#keys()] : [])]);
  }

  async #ask(question: string): Promise<boolean> {
    const { input, screen } = this.#options;
    this.#question = `${question} y/N `;
    screen.write(`\n${this.#question}`);
    const typed = await input.next();
    this.#question = '';
    screen.print(['']);
    return /^y(es)?$/i.test(typed?.trim() ?? '');
  }

  async #showSolution(): Promise<void> {
    const { places, progress, screen } = this.#options;
    const { folder } = this.#entry;
    const text = await solutionView(places, this.#entry, screen.look);
    const solved = stateOf(await progress.read(), folder) === 'solved';
    if (!solved && !(await this.#ask('You have not solved it yet. Look at the solution all the same?')))
      return;
    await progress.update((now) => {
      progressOf(now, folder).solutionShown = true;
    });
    this.#say(text);
  }

  async #reset(): Promise<void> {
    const { places, progress } = this.#options;
    if (!(await this.#ask('Begin this exercise anew, from its starter?'))) return;
    const kept = await resetCopies(places, this.#entry, progress);
    this.#notices = kept.map((path) => `What you had is kept in ${path}.`);
    await this.#open(this.#entry);
  }
}
