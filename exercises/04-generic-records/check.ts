import { readPenguinRecords, readWineRecords } from '@kafka-tutorial/data';
import { PenguinRecord, ScoredRecord, WineRecord } from '@kafka-tutorial/proto';
import { defineChecks, type Random } from '../checking/index.ts';

type Learner = typeof import('./solution/genericRecords.ts');

async function someRecords(random: Random) {
  const wine = random.pick(await readWineRecords());
  const penguin = random.pick(await readPenguinRecords());
  return { wine: WineRecord.encode(wine).finish(), penguins: PenguinRecord.encode(penguin).finish() };
}

const message = (key: string | null, value: Uint8Array | null) => ({
  key: key === null ? null : Buffer.from(key),
  value: value && Buffer.from(value),
});

const decoded = (dataType: string, record: object) => ({ ok: true, dataType, record });

/** The outcome, or what was thrown instead of it, without the text for people. */
function outcome({ decode }: Learner, ...asked: Parameters<Learner['decode']>) {
  try {
    const result = decode(...asked);
    return result.ok ? result : { ok: false, code: result.code };
  } catch (error) {
    return { thrown: String(error) };
  }
}

export default defineChecks<Learner>({
  'decodes each record as what its key says': async (learner, { equal, random }) => {
    const { wine, penguins } = await someRecords(random);
    equal<unknown>(
      outcome(learner, message('penguins', penguins)),
      decoded('penguins', PenguinRecord.decode(penguins)),
      'The key of this record is "penguins". Which decoder was it read with?',
    );
    equal<unknown>(
      outcome(learner, message('wine', wine)),
      decoded('wine', WineRecord.decode(wine)),
      'The key of this record is "wine". Is there a decoder for it in `decoders`?',
    );
  },

  'takes a record without a key for a wine': async (learner, { equal, random }) => {
    const { wine } = await someRecords(random);
    for (const key of [null, '']) {
      equal<unknown>(
        outcome(learner, message(key, wine)),
        decoded('wine', WineRecord.decode(wine)),
        `The key is ${key === null ? 'null' : 'empty'}. Which data type is that?`,
      );
    }
  },

  'a new data type is a line in the registry': async (learner, { equal, random }) => {
    const dataType = `scores-${random.word()}`;
    const bytes = ScoredRecord.encode({ label: random.word(), modelName: random.word() }).finish();
    const registry = new Map([...learner.decoders, [dataType, ScoredRecord] as const]);
    equal<unknown>(
      outcome(learner, message(dataType, bytes), registry),
      decoded(dataType, ScoredRecord.decode(bytes)),
      `The registry that \`decode\` was given has a decoder for "${dataType}". Does it look there?`,
    );
  },

  'an unknown data type is a failure': async (learner, { equal, that, random }) => {
    const { wine } = await someRecords(random);
    const unknown = `beer-${random.word()}`;
    // The last two are names that every plain object knows.
    for (const dataType of [unknown, 'Wine', 'constructor', '__proto__']) {
      equal<unknown>(
        outcome(learner, message(dataType, wine)),
        { ok: false, code: 'RECORD_TYPE_UNKNOWN' },
        `Nobody has put "${dataType}" into the registry. What does the lookup give?`,
      );
    }
    const failure = learner.decode(message(unknown, wine));
    that(
      !failure.ok && failure.message.includes(unknown),
      `the message is "${failure.ok ? '' : failure.message}"`,
      'Whoever reads the message wants to know which data type it was.',
    );
  },

  'a record without bytes is a failure': async (learner, { equal, random }) => {
    for (const value of [null, Buffer.of()]) {
      equal<unknown>(
        outcome(learner, message(random.pick(['wine', 'penguins']), value)),
        { ok: false, code: 'RECORD_EMPTY' },
        `The value is ${value === null ? 'null' : 'of length 0'}. To protobuf that is a record without any field.`,
      );
    }
  },

  'bytes that are no record are a failure': async (learner, { equal, that, random }) => {
    const { wine } = await someRecords(random);
    // The first field takes nine bytes: a tag and a double.
    const truncated = message('wine', wine.subarray(0, random.integer(2, 8)));
    equal<unknown>(
      outcome(learner, truncated),
      { ok: false, code: 'RECORD_CORRUPT' },
      'The bytes are truncated, and the decoder throws. Who catches it, and what does the caller learn?',
    );
    const reason = random.word();
    const failing = {
      decode: () => {
        throw new Error(reason);
      },
    };
    const failure = learner.decode(message('wine', wine), new Map([['wine', failing]]));
    that(
      !failure.ok && failure.message.includes(reason),
      failure.ok ? 'there is no failure' : `the message is "${failure.message}"`,
      `The decoder said "${reason}". The message should pass that on.`,
    );
  },

  'goes on after failures': async (learner, { equal, random }) => {
    const { wine, penguins } = await someRecords(random);
    const stream = random.shuffle([
      message('wine', wine),
      message('penguins', penguins),
      message(null, wine),
      message('wine', wine.subarray(0, 5)),
      message(random.word(), wine),
      message('penguins', null),
    ]);
    const good = stream.map((each) => outcome(learner, each)).filter((each) => 'ok' in each && each.ok);
    equal(good.length, 3, 'Six records, three of them bad. How many were decoded?');
  },
});
