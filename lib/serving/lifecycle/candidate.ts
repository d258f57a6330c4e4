import type { ServedModel } from '../servedModel.ts';
import type { CandidateStats } from '../view.ts';
import { canary } from './canary.ts';
import { ensemble } from './ensemble.ts';
import type { ModelLabel, ModelRole } from './modelCommand.ts';
import type { Scorer } from './scorer.ts';
import { type ShadowCounts, shadow } from './shadow.ts';
import { speculative } from './speculative.ts';

/** A model beside the stable one. */
export interface Candidate {
  readonly served: ServedModel;
  readonly role: Exclude<ModelRole, { label: 'stable' }>;
  /** Counted by a shadow. */
  readonly counts: ShadowCounts;
}

/** Whether models of this label make one score together with the stable one. */
export function isGroup(label: ModelLabel): boolean {
  return label === 'ensemble' || label === 'speculative';
}

/** From the inside out: models that make one score, a canary beside them, a shadow behind both. */
export function combine(stable: ServedModel, candidates: readonly Candidate[]): Scorer {
  let scorer: Scorer = stable;
  const group = candidates.filter(({ role }) => isGroup(role.label));
  const members = group.map(({ served }) => served);
  const last = group.at(-1)?.role;
  if (last?.label === 'ensemble') scorer = ensemble([stable, ...members], last.method);
  if (last?.label === 'speculative') scorer = speculative([...members.reverse(), stable], last);
  for (const { role, served } of candidates) {
    if (role.label === 'canary') scorer = canary(scorer, served, role.share);
  }
  for (const { role, served, counts } of candidates) {
    if (role.label === 'shadow') scorer = shadow(scorer, served, counts);
  }
  return scorer;
}

export function candidateStats({ served, role, counts }: Candidate): CandidateStats {
  const { name, modelType, version, since, usage, errors, p50, p99 } = served.stats();
  const stats = { ...role, name, modelType, version, since, usage, errors, p50, p99 };
  return role.label === 'shadow' ? { ...stats, ...counts } : stats;
}
