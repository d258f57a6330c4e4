import { operand } from '../predicates/compilePredicate.ts';
import type { Compiled } from '../program.ts';
import type { Scope } from '../scope.ts';
import { ElementReader } from '../xml/elementReader.ts';
import type { XmlElement } from '../xml/parseXml.ts';

/** 1 where a field has the value, else 0. */
export interface NormDiscrete {
  readonly kind: 'NormDiscrete';
  readonly field: string;
  readonly value: string;
  readonly mapMissingTo: number | undefined;
}

export function parseNormDiscrete(element: XmlElement): NormDiscrete {
  const reader = new ElementReader(element);
  reader.choice('method', ['indicator'], 'indicator');
  const norm: NormDiscrete = {
    kind: 'NormDiscrete',
    field: reader.requiredText('field'),
    value: reader.requiredText('value'),
    mapMissingTo: reader.number('mapMissingTo'),
  };
  reader.finish();
  return norm;
}

export function compileNormDiscrete(norm: NormDiscrete, scope: Scope): Compiled {
  const field = scope.resolve(norm.field);
  const wanted = operand(field, norm.value);
  const { evaluate } = field;
  return {
    dataType: 'double',
    evaluate: (frame) => {
      const value = evaluate(frame);
      return value === undefined ? norm.mapMissingTo : value === wanted ? 1 : 0;
    },
  };
}
