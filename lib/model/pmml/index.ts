/**
 * PMML, the Predictive Model Markup Language of the Data Mining Group. A document goes through three stages: `xml/` reads
 * elements and accounts for every attribute, the `parse…` functions make typed trees of them, the `compile…` functions make
 * closures and flat arrays that score a record. `document.ts` and `evaluator.ts` are where to begin.
 */
export type { PmmlDocument } from './document.ts';
export { parsePmml } from './document.ts';
export type { PmmlResult, ResultValue } from './evaluator.ts';
export { PmmlEvaluator } from './evaluator.ts';
export { createPmmlModel } from './pmmlModel.ts';
