import type { Exercise } from '../exercise.ts';

export default {
  title: 'A model by reference',
  chapter: 'docs/03-serving-models.md',
  minutes: 30,
  difficulty: 'medium',
  files: ['modelBytes.ts'],
  hints: [
    'A URL has been normalised when it is made, so its `protocol` and `host` can be compared as they are; a path can be judged only by where it really leads.',
    '`realpath` follows all links. Compare its answer with that of the root, and end the root with `sep`: `/models-old` begins with `/models`, too.',
    '`fetch` follows redirects unless told otherwise: `redirect: "error"` lets it reject. Throwing inside of `for await` closes the stream that is read, so counting there is enough for both files and responses.',
    'Wrap the body of `modelBytes` in try and catch: a ModelError is passed on, anything else becomes `refused(location, …)`.',
  ],
  background: `The rule is: first find out where it leads, then judge, then open exactly that. A check of the text ("no dots") loses against
the next encoding.

Between \`realpath\` and opening, somebody with access to the folder could still change a link; who has that access can as well
change the models. Instead of refusing redirects one can follow them by hand and check each step. A named pipe would keep the
reader waiting: the workspace opens files without blocking. Its own: lib/model/location, where a SavedModel may be a directory;
the lists come from --model-root and --model-hosts.`,
  starterFails: { check: 'refuses a file outside of the folder', because: /secret was read/ },
  cheats: [
    { file: 'swallowedError.ts', check: 'refuses a file outside of the folder' },
    { file: 'textOfThePath.ts', check: 'refuses a link that leads out' },
    { file: 'prefixOfTheRoot.ts', check: 'refuses a file outside of the folder' },
    { file: 'redirectsFollowed.ts', check: 'asks no host but the allowed ones' },
    { file: 'lengthBelieved.ts', check: 'refuses a model that is too large' },
  ],
} satisfies Exercise;
