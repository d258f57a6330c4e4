import { ActorError } from '@kafka-tutorial/actors';
import { ScoredRecord } from '@kafka-tutorial/proto';
import {
  type DataOutcome,
  type DataType,
  dataTypeNamed,
  encodeResult,
  type InputRecord,
  type Scored,
  type ServingModel,
} from '@kafka-tutorial/serving';

// What became of a batch of records, on its way back, all numbers big-endian:
//
//     u8 version  u32 length of head  head (JSON: OutcomeHead), and for each record of the batch, in its order:
//     u8 kind  u32 length  0: a ScoredRecord, as it is published; 1 skipped: nothing; 2 dead letter: JSON of its reason
const version = 1;
const kinds = { scored: 0, skipped: 1, deadLettered: 2 } as const;

interface OutcomeHead {
  readonly dataType: string;
  /** Of the model that scored; absent when none did. */
  readonly model?: { readonly name: string; readonly modelType: string; readonly version: number };
  readonly micros: number;
}

/** The bytes of the outcomes of one actor's batch. Results are encoded here, on the actor's thread. */
export function encodeOutcomeBatch(
  dataType: string,
  outcomes: readonly DataOutcome[],
  approach: string,
): Uint8Array {
  const scored = outcomes.find((outcome) => outcome.kind === 'scored');
  const head: OutcomeHead = {
    dataType,
    ...(scored && { model: { ...headOf(scored.served) } }),
    micros: scored?.micros ?? 0,
  };
  const headBytes = Buffer.from(JSON.stringify(head));
  const parts = outcomes.map((outcome) => bodyOf(outcome, approach));
  const length = parts.reduce((sum, part) => sum + 5 + part.length, 5 + headBytes.length);
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = bytes.writeUInt8(version, 0);
  at = bytes.writeUInt32BE(headBytes.length, at);
  at += headBytes.copy(bytes, at);
  for (const [i, part] of parts.entries()) {
    at = bytes.writeUInt8(kinds[(outcomes[i] as DataOutcome).kind], at);
    at = bytes.writeUInt32BE(part.length, at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The outcomes of the inputs, in their order. A result is decoded only when somebody looks at it.
 *
 * @throws ActorError ACTOR_MESSAGE_MALFORMED
 */
export function decodeOutcomeBatch(batch: Uint8Array, inputs: readonly InputRecord[]): DataOutcome[] {
  const bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength);
  try {
    if (bytes.readUInt8(0) !== version) throw new RangeError(`version ${bytes[0]}; expected ${version}`);
    let at = 5 + bytes.readUInt32BE(1);
    const head = JSON.parse(bytes.toString('utf8', 5, at)) as OutcomeHead;
    const dataType = dataTypeNamed(head.dataType);
    const served = servingModel(dataType, head);
    const outcomes = inputs.map((input): DataOutcome => {
      const kind = bytes.readUInt8(at);
      const length = bytes.readUInt32BE(at + 1);
      if (at + 5 + length > bytes.length) throw new RangeError(`${length} bytes at ${at}`);
      const body = bytes.subarray(at + 5, at + 5 + length);
      at += 5 + length;
      if (kind === kinds.scored)
        return new RemotelyScored(input, dataType, served, Number(head.micros), body);
      if (kind === kinds.skipped) return { kind: 'skipped', input, dataType };
      const { code, message } = JSON.parse(body.toString()) as { code: unknown; message: unknown };
      return { kind: 'deadLettered', input, reason: { code: String(code), message: String(message) } };
    });
    if (at !== bytes.length) throw new RangeError(`${bytes.length - at} bytes too many`);
    return outcomes;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ActorError('ACTOR_MESSAGE_MALFORMED', `not a batch of outcomes: ${reason}`, { cause });
  }
}

/** A record that was scored on another thread or node. Few are looked at, so the score is decoded when asked for. */
class RemotelyScored implements Scored {
  readonly kind = 'scored';
  readonly input: InputRecord;
  readonly dataType: DataType;
  readonly served: ServingModel;
  readonly micros: number;
  readonly encoded: Uint8Array;

  constructor(
    input: InputRecord,
    dataType: DataType,
    served: ServingModel,
    micros: number,
    encoded: Uint8Array,
  ) {
    this.input = input;
    this.dataType = dataType;
    this.served = served;
    this.micros = micros;
    this.encoded = encoded;
  }

  get score() {
    const { label, number } = ScoredRecord.decode(this.encoded);
    return { value: label ?? number ?? null };
  }
}

function bodyOf(outcome: DataOutcome, approach: string): Uint8Array {
  if (outcome.kind === 'scored') return encodeResult(outcome, approach);
  if (outcome.kind === 'skipped') return Buffer.alloc(0);
  return Buffer.from(JSON.stringify(outcome.reason));
}

function headOf({ loaded, version: modelVersion }: ServingModel) {
  return { name: loaded.name, modelType: loaded.modelType, version: modelVersion };
}

function servingModel(dataType: DataType, { model }: OutcomeHead): ServingModel {
  const { name, modelType, version: modelVersion } = model ?? { name: '', modelType: '', version: 0 };
  return {
    loaded: { dataType, name: String(name), modelType: String(modelType) },
    version: Number(modelVersion),
  };
}
