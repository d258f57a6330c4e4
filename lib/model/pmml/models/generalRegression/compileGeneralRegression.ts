import { noPrediction } from '../../prediction.ts';
import type { Frame } from '../../program.ts';
import type { ModelContext, Scorer } from '../model.ts';
import { compileCategories } from './compileCategories.ts';
import { compileCox } from './compileCox.ts';
import { compileMean } from './compileMean.ts';
import { compileWhole } from './compilePredictor.ts';
import type { GeneralRegression } from './generalRegression.ts';

export function compileGeneralRegression(model: GeneralRegression, context: ModelContext): Scorer {
  if (context.functionName === 'classification') return compileCategories(model, context);
  if (model.kind === 'CoxRegression') return compileCox(model, context);
  const predictor = compileWhole(model, context.scope);
  const finish =
    model.kind === 'generalizedLinear' ? compileMean(model, context.scope) : (_: Frame, sum: number) => sum;
  return {
    gives: [],
    predict: (frame) => {
      const sum = predictor(frame);
      return sum === undefined ? noPrediction : { value: finish(frame, sum) };
    },
  };
}
