import type { FixedKeyProcessor, Processor } from '../processor/processor.ts';
import { NotSupported, type ProcessorArgs, type ValueType } from './caseFile.ts';
import * as forwarding from './forwardingProcessors.ts';
import type { Value } from './functions.ts';
import { kvCommands } from './kvCommands.ts';
import * as punctuating from './punctuatingProcessors.ts';
import { sessionCommands } from './sessionCommands.ts';
import * as storing from './storingProcessors.ts';
import { versionedCommands } from './versionedCommands.ts';
import { windowCommands } from './windowCommands.ts';

export type GoldenProcessor = Processor<Value, Value, Value, Value>;
export type GoldenFixedKeyProcessor = FixedKeyProcessor<Value, Value, Value>;

/** Makes a processor from its arguments and the names of the stores it uses. */
export type MakeProcessor = (args: ProcessorArgs, stores: readonly string[]) => GoldenProcessor;

interface Definition {
  readonly make: MakeProcessor;
  /** Absent: that of what comes in. */
  readonly valueType?: ValueType;
}

const processors: ReadonlyMap<string, Definition> = new Map<string, Definition>([
  ['pass', { make: forwarding.pass }],
  ['drop', { make: forwarding.drop }],
  ['shift', { make: forwarding.shift }],
  ['headers', { make: forwarding.headers }],
  ['fanout', { make: forwarding.fanout, valueType: 'string' }],
  ['route', { make: forwarding.route }],
  ['info', { make: forwarding.info, valueType: 'string' }],
  ['countKeys', { make: storing.countKeys, valueType: 'long' }],
  ['latest', { make: storing.latest, valueType: 'string' }],
  ['globalUpdate', { make: storing.globalUpdate }],
  ['globalLookup', { make: storing.globalLookup, valueType: 'string' }],
  ['punctuate', { make: punctuating.punctuate, valueType: 'string' }],
  ['twoPunctuators', { make: punctuating.twoPunctuators, valueType: 'string' }],
  ['kvCommands', { make: kvCommands, valueType: 'string' }],
  ['windowCommands', { make: windowCommands, valueType: 'string' }],
  ['sessionCommands', { make: sessionCommands, valueType: 'string' }],
  ['versionedCommands', { make: versionedCommands, valueType: 'string' }],
  ['dedupe', { make: storing.dedupe }],
]);

const fixedKeyProcessors: ReadonlyMap<string, (stores: readonly string[]) => GoldenFixedKeyProcessor> =
  new Map([
    ['tagCount', storing.tagCount],
    ['twice', forwarding.twice],
  ]);

export function processor(name = ''): Definition {
  const definition = processors.get(name);
  if (definition === undefined) throw new NotSupported(`processor ${name}`);
  return definition;
}

export function fixedKeyProcessor(name = ''): (stores: readonly string[]) => GoldenFixedKeyProcessor {
  const make = fixedKeyProcessors.get(name);
  if (make === undefined) throw new NotSupported(`processor ${name}`);
  return make;
}
