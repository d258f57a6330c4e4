export type { PmmlDocument } from './document.ts';
export { parsePmml } from './document.ts';
export type { InputField, PmmlResult, ResultValue } from './evaluator.ts';
export { PmmlEvaluator } from './evaluator.ts';
export { createPmmlModel } from './pmmlModel.ts';
export type { XmlLimits } from './xml/parseXml.ts';
