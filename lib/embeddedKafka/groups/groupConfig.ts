export interface GroupConfig {
  /** Bounds of the session timeout a member may ask for, in ms. */
  minSessionTimeoutMs: number;
  maxSessionTimeoutMs: number;
  /** How long the first rebalance of an empty group waits for more members, in ms; Kafka's default is 3 s. */
  initialRebalanceDelayMs: number;
  /** Longest metadata of a committed offset, in bytes. */
  maxOffsetMetadataBytes: number;
  /** How long offsets are kept once the group has no members any more, in ms. */
  offsetsRetentionMs: number;
}

export const defaultGroupConfig: GroupConfig = {
  minSessionTimeoutMs: 6_000,
  maxSessionTimeoutMs: 30 * 60_000,
  initialRebalanceDelayMs: 0,
  maxOffsetMetadataBytes: 4096,
  offsetsRetentionMs: 7 * 24 * 60 * 60_000,
};
