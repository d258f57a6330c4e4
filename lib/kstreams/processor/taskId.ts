/** One sub-topology for one partition of its input topics; written `0_1` in logs and metrics. */
export interface TaskId {
  readonly subtopology: number;
  readonly partition: number;
}

export function taskIdText(id: TaskId): string {
  return `${id.subtopology}_${id.partition}`;
}
