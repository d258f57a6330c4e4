import { corrupt, unsupported } from '../../xml/elementReader.ts';
import type { XmlElement } from '../../xml/parseXml.ts';
import type { ModelType } from '../modelTypes.ts';
import { compileGeneralRegression } from './compileGeneralRegression.ts';
import { type CumulativeLink, cumulativeLinks, type Link, linkNames } from './links.ts';
import { type HazardTables, parseHazard } from './parseHazard.ts';
import { type Parameters, parseParameters } from './parseParameters.ts';

const modelKinds = [
  'regression',
  'generalLinear',
  'generalizedLinear',
  'multinomialLogistic',
  'ordinalMultinomial',
  'CoxRegression',
] as const;

/** A number that stands in the document or in a field of the record. */
export type NumberSource = { readonly value: number } | { readonly field: string };

export interface GeneralRegression {
  /** Where the model stands, for messages. */
  readonly element: XmlElement;
  readonly kind: (typeof modelKinds)[number];
  readonly link: Link | undefined;
  readonly cumulativeLink: CumulativeLink | undefined;
  /** The category whose coefficients are all 0. */
  readonly referenceCategory: string | undefined;
  readonly offset: NumberSource | undefined;
  readonly trials: NumberSource | undefined;
  readonly parameters: Parameters;
  readonly hazard: HazardTables | undefined;
}

/** Generalized linear, multinomial, ordinal and proportional hazard models: PMML's GeneralRegressionModel. */
export const generalRegression: ModelType<GeneralRegression> = {
  functions: ['classification', 'regression'],
  parse(reader, { functionName }) {
    const { element } = reader;
    reader.ignore('targetVariableName', 'distribution', 'modelDF', 'startTimeVariable', 'subjectIDVariable');
    reader.ignore('statusVariable', '<PCovMatrix>', '<EventValues>');
    const kind = reader.choice('modelType', modelKinds);
    const model: GeneralRegression = {
      element,
      kind,
      link:
        reader.text('linkFunction') === undefined
          ? undefined
          : {
              name: reader.choice('linkFunction', linkNames),
              parameter: reader.number('linkParameter'),
              distParameter: reader.number('distParameter'),
            },
      cumulativeLink:
        reader.text('cumulativeLink') === undefined
          ? undefined
          : reader.choice('cumulativeLink', cumulativeLinks),
      referenceCategory: reader.text('targetReferenceCategory'),
      offset: numberSource(reader.text('offsetVariable'), reader.number('offsetValue')),
      trials: numberSource(reader.text('trialsVariable'), reader.number('trialsValue')),
      parameters: parseParameters(reader),
      hazard: parseHazard(reader),
    };
    reader.ignore('linkParameter', 'distParameter');
    const forClasses = kind === 'multinomialLogistic' || kind === 'ordinalMultinomial';
    if (kind !== 'generalizedLinear' && forClasses !== (functionName === 'classification'))
      throw corrupt(element, `modelType="${kind}" cannot be a ${functionName}`);
    if (kind === 'generalizedLinear' && model.link === undefined)
      throw corrupt(element, 'modelType="generalizedLinear" needs a linkFunction');
    if (kind === 'ordinalMultinomial' && model.cumulativeLink === undefined)
      throw corrupt(element, 'modelType="ordinalMultinomial" needs a cumulativeLink');
    // An offset or a number of trials that has no part in the result would be passed over in silence.
    if (model.offset !== undefined && kind !== 'generalizedLinear' && kind !== 'ordinalMultinomial')
      throw unsupported(element, `modelType="${kind}" with an offset`);
    if (model.trials !== undefined && kind !== 'generalizedLinear')
      throw unsupported(element, `modelType="${kind}" with trials`);
    return model;
  },
  compile: compileGeneralRegression,
};

function numberSource(field: string | undefined, value: number | undefined): NumberSource | undefined {
  if (field !== undefined) return { field };
  return value === undefined ? undefined : { value };
}
