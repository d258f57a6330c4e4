import { ModelError } from '../../errors.ts';
import { castFrom } from '../castValue.ts';
import { type DataType, dataTypes } from '../dataTypes.ts';
import { opTypes } from '../fields/dataDictionary.ts';
import type { Compiled, Frame } from '../program.ts';
import { Scope } from '../scope.ts';
import { ElementReader, unsupported } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import { castTo } from './derivedField.ts';
import { compileExpression, type Expression, expressionElements, parseExpression } from './expression.ts';

/** A function that the document defines from expressions. */
export interface DefineFunction {
  readonly element: XmlElement;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly dataType: DataType | undefined }[];
  readonly dataType: DataType | undefined;
  readonly body: Expression;
}

export function parseDefineFunction(element: XmlElement): DefineFunction {
  const reader = new ElementReader(element);
  reader.choice('optype', opTypes);
  const define: DefineFunction = {
    element,
    name: reader.requiredText('name'),
    parameters: reader.children('ParameterField').map((child) => {
      const parameter = new ElementReader(child).ignore('optype', 'displayName');
      const parsed = { name: parameter.requiredText('name'), dataType: optionalType(parameter) };
      parameter.finish();
      return parsed;
    }),
    dataType: optionalType(reader),
    body: parseExpression(reader.requiredChild(...expressionElements)),
  };
  reader.finish();
  return define;
}

function optionalType(reader: ElementReader): DataType | undefined {
  return reader.text('dataType') === undefined ? undefined : reader.choice('dataType', dataTypes);
}

/** The functions whose bodies are being compiled, to find those that call themselves. */
const compiling = new WeakMap<Scope['program'], Set<string>>();

/** A call: the arguments are put into the function's own places, from which its body reads them. */
export function compileCall(define: DefineFunction, parts: readonly Compiled[], scope: Scope): Compiled {
  const { program } = scope;
  if (parts.length !== define.parameters.length) {
    throw new ModelError(
      'MODEL_CORRUPT',
      `The PMML function "${define.name}" takes ${define.parameters.length} arguments, not ${parts.length}.`,
    );
  }
  const active = compiling.get(program) ?? new Set<string>();
  compiling.set(program, active);
  if (active.has(define.name)) {
    throw unsupported(define.element, `name="${define.name}" that calls itself`);
  }
  active.add(define.name);
  const inner = new Scope(program, scope.functions);
  const slots = define.parameters.map((parameter, index) => {
    const given = parts[index] as Compiled;
    const dataType = parameter.dataType ?? given.dataType;
    const slot = program.newSlot();
    inner.declare(parameter.name, {
      name: parameter.name,
      dataType,
      opType: 'continuous',
      evaluate: (frame) => frame.values[slot],
    });
    return { slot, evaluate: given.evaluate, cast: castFrom(given.dataType, dataType) };
  });
  const body = castTo(compileExpression(define.body, inner), define.dataType);
  active.delete(define.name);

  const enter = (frame: Frame): void => {
    for (const { slot, evaluate, cast } of slots) {
      const value = evaluate(frame);
      frame.values[slot] = value === undefined ? undefined : cast(value);
    }
  };
  return {
    dataType: body.dataType,
    evaluate: (frame) => {
      enter(frame);
      return body.evaluate(frame);
    },
  };
}
