import { arithmetic } from './arithmetic.ts';
import type { Builtin } from './builtin.ts';
import { dates } from './dates.ts';
import { distributions } from './distributions.ts';
import { logic } from './logic.ts';
import { mathematics } from './mathematics.ts';
import { texts } from './texts.ts';

/** The functions that PMML 4.4 defines, by name. */
export const builtinFunctions: Readonly<Record<string, Builtin>> = {
  ...arithmetic,
  ...mathematics,
  ...distributions,
  ...logic,
  ...texts,
  ...dates,
};
