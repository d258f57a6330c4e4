import { ModelError } from '../../errors.ts';
import type { DataField, OpType } from '../fields/dataDictionary.ts';
import { compileInherited } from '../fields/inputField.ts';
import type { MiningField } from '../fields/miningSchema.ts';
import { compileOutputs } from '../outputs/compileOutput.ts';
import type { CompiledField } from '../program.ts';
import { Scope } from '../scope.ts';
import { compileTarget } from '../targets/compileTarget.ts';
import { declareDerivedField } from '../transformations/derivedField.ts';
import { unsupported } from '../xml/elementReader.ts';
import type { CompiledModel } from './model.ts';
import type { PmmlModel } from './modelTypes.ts';

/** Where a model stands in its document. */
export interface Surroundings {
  readonly dataDictionary: ReadonlyMap<string, DataField>;
  /** The fields of the TransformationDictionary, which all models see. */
  readonly dictionary: Scope;
  /** Where the names of the MiningSchema come from: the record's fields, or the fields of the model around. */
  readonly outer: Scope;
  /** The target of the model around, for a segment that names none itself. */
  readonly target: DataField | undefined;
  /** Whether somebody else reads the model's predictions. */
  readonly keepsPrediction: boolean;
}

/** Compiles a model with its fields, targets and outputs. */
export function compileModel(model: PmmlModel, surroundings: Surroundings): CompiledModel {
  const { frame } = model;
  const { dataDictionary, dictionary } = surroundings;
  const scope = new Scope(dictionary.program, dictionary.functions, dictionary);
  for (const field of frame.miningSchema.values()) {
    if (field.usage === 'active' || field.usage === 'supplementary') {
      scope.declare(field.name, () => inherit(field, dataDictionary.get(field.name), surroundings));
    }
  }
  for (const field of frame.transformations.fields) declareDerivedField(field, scope);

  const target = targetOf(model, dataDictionary) ?? surroundings.target;
  const classification = frame.functionName === 'classification';
  const targetType = target?.dataType ?? (classification ? 'string' : 'double');
  const scorer = model.compile({
    scope,
    functionName: frame.functionName,
    isSingle: frame.isSingle,
    target,
    targetType,
    keepsSegments: frame.output.some(({ segmentId }) => segmentId !== undefined),
    surroundings: { dataDictionary, dictionary },
  });

  const targets = frame.targets.filter(({ field }) => field === undefined || field === target?.name);
  const adjust = compileTarget(targets[0], classification, targetType, frame.isSingle);
  const place =
    surroundings.keepsPrediction || frame.output.length > 0 ? scope.program.newPredictionPlace() : undefined;
  const predict: CompiledModel['predict'] =
    adjust === undefined ? scorer.predict : (record) => adjust(scorer.predict(record));
  const compiled: Omit<CompiledModel, 'outputs'> = {
    functionName: frame.functionName,
    targetField: target?.name,
    targetType,
    scorer,
    predict:
      place === undefined
        ? predict
        : (record) => {
            const prediction = predict(record);
            place.write(record, prediction);
            return prediction;
          },
    last: (record) => {
      if (place === undefined) throw new Error('The prediction of this model is not kept.');
      return place.read(record);
    },
  };
  const outputScope = new Scope(scope.program, scope.functions, scorer.outputScope ?? scope);
  return {
    ...compiled,
    outputs: compileOutputs(frame.output, compiled, { field: target, target: targets[0] }, outputScope),
  };
}

function inherit(
  mining: MiningField,
  data: DataField | undefined,
  { outer, dictionary }: Surroundings,
): CompiledField {
  const field = outer.resolve(mining.name);
  const opType: OpType = mining.opType ?? field.opType;
  // The inputs of the whole document have been treated when the record was read.
  const prepare = outer === dictionary ? undefined : compileInherited(field, mining, data);
  if (prepare === undefined) return { ...field, opType };
  const { name, dataType, validValues, evaluate, list, isValid } = field;
  const treated = dictionary.program.memoize((frame) => prepare(evaluate(frame)));
  return {
    name,
    dataType,
    opType,
    ...(validValues === undefined ? {} : { validValues }),
    ...(list === undefined ? {} : { list }),
    ...(isValid === undefined ? {} : { isValid }),
    evaluate: treated,
  };
}

function targetOf(
  { element, frame, hasSeveralTargets }: PmmlModel,
  dataDictionary: ReadonlyMap<string, DataField>,
): DataField | undefined {
  const names = [...frame.miningSchema.values()]
    .filter(({ usage }) => usage === 'target')
    .map(({ name }) => name);
  const [name] = names;
  if (name === undefined) return undefined;
  if (names.length > 1) {
    if (hasSeveralTargets) return undefined;
    throw unsupported(element, `with several targets (${names.join(', ')})`);
  }
  const field = dataDictionary.get(name);
  if (field === undefined) {
    throw new ModelError('MODEL_CORRUPT', `The PMML target "${name}" is not in the DataDictionary.`);
  }
  return field;
}
