export type { CheckTools } from './checkTools.ts';
export { defineChecks } from './defineChecks.ts';
export type { Random } from './random.ts';
