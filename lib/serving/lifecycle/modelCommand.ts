import type { IHeaders } from 'kafkajs';
import { ServingError } from '../errors.ts';
import { type EnsembleMethod, ensembleMethods } from './ensemble.ts';

/** What a model on the models topic is for. */
export type ModelRole =
  /** Serves all records from the next one on. */
  | { readonly label: 'stable' }
  /** Serves a share of them, from 0 to 1. */
  | { readonly label: 'canary'; readonly share: number }
  /** Scores them all, for comparison. */
  | { readonly label: 'shadow' }
  /** Scores them all, its scores and those of the stable model become one. */
  | { readonly label: 'ensemble'; readonly method: EnsembleMethod }
  /** Scores them all; its score is preferred if it comes before the deadline. */
  | { readonly label: 'speculative'; readonly deadlineMs: number };

export type ModelLabel = ModelRole['label'];

/** What can be asked of the models of a data type besides. */
export const modelControls = ['rollback', 'promote', 'retire'] as const;
export type ModelControl = (typeof modelControls)[number];

/**
 * Headers on the models topic. A record without them is what it always was: a model that serves from then on. The
 * message itself, ModelDescriptor, stays as it is.
 */
export const modelHeaders = {
  label: 'model.label',
  /** Percent, of a canary; 10. */
  share: 'model.share',
  /** Of an ensemble: vote or average; vote. */
  method: 'model.method',
  /** Of speculative scoring, milliseconds; 5. */
  deadline: 'model.deadline',
  /** Of a record without a model, whose key is the data type. */
  control: 'model.control',
} as const;

/** What a record on the models topic asks for. */
export type ModelCommand =
  | { readonly kind: 'model'; readonly role: ModelRole }
  | { readonly kind: 'control'; readonly control: ModelControl };

/**
 * Reads the headers of a record on the models topic.
 *
 * @throws ServingError MODEL_CONTROL_INVALID
 */
export function readModelCommand(headers: IHeaders | undefined): ModelCommand {
  const header = (name: string) => headers?.[name]?.toString();
  const control = header(modelHeaders.control);
  if (control !== undefined)
    return { kind: 'control', control: oneOf(modelHeaders.control, control, modelControls) };
  return { kind: 'model', role: readRole(header) };
}

function readRole(header: (name: string) => string | undefined): ModelRole {
  const label = header(modelHeaders.label) ?? 'stable';
  switch (label) {
    case 'stable':
    case 'shadow':
      return { label };
    case 'canary':
      return { label, share: numberOf(modelHeaders.share, header(modelHeaders.share) ?? '10', 100) / 100 };
    case 'ensemble':
      return {
        label,
        method: oneOf(modelHeaders.method, header(modelHeaders.method) ?? 'vote', ensembleMethods),
      };
    case 'speculative':
      return {
        label,
        deadlineMs: numberOf(modelHeaders.deadline, header(modelHeaders.deadline) ?? '5', 60_000),
      };
    default:
      throw invalid(modelHeaders.label, label, 'stable, canary, shadow, ensemble or speculative');
  }
}

/** The headers that say this role, for whoever publishes a model. */
export function headersOfRole(role: ModelRole): Record<string, string> {
  const headers: Record<string, string> = { [modelHeaders.label]: role.label };
  if (role.label === 'canary') headers[modelHeaders.share] = String(role.share * 100);
  if (role.label === 'ensemble') headers[modelHeaders.method] = role.method;
  if (role.label === 'speculative') headers[modelHeaders.deadline] = String(role.deadlineMs);
  return headers;
}

function oneOf<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw invalid(name, text, known.join(', '));
  return found;
}

function numberOf(name: string, text: string, most: number): number {
  const number = Number(text);
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text) && number <= most) return number;
  throw invalid(name, text, `a number from 0 to ${most}`);
}

function invalid(name: string, text: string, expected: string): ServingError {
  return new ServingError(
    'MODEL_CONTROL_INVALID',
    `the header ${name} is "${text.slice(0, 100)}"; expected ${expected}`,
  );
}
