import type { Api } from './api.ts';
import { handleAddOffsetsToTxn } from './handlers/addOffsetsToTxn.ts';
import { handleAddPartitionsToTxn } from './handlers/addPartitionsToTxn.ts';
import { handleAlterConfigs } from './handlers/alterConfigs.ts';
import { listApis } from './handlers/apiVersions.ts';
import { handleCreatePartitions } from './handlers/createPartitions.ts';
import { handleCreateTopics } from './handlers/createTopics.ts';
import { handleDeleteGroups } from './handlers/deleteGroups.ts';
import { handleDeleteRecords } from './handlers/deleteRecords.ts';
import { handleDeleteTopics } from './handlers/deleteTopics.ts';
import { handleDescribeCluster } from './handlers/describeCluster.ts';
import { handleDescribeConfigs } from './handlers/describeConfigs.ts';
import { handleDescribeGroups } from './handlers/describeGroups.ts';
import { handleEndTxn } from './handlers/endTxn.ts';
import { handleFetch } from './handlers/fetch.ts';
import { handleFindCoordinator } from './handlers/findCoordinator.ts';
import { handleHeartbeat } from './handlers/heartbeat.ts';
import { handleIncrementalAlterConfigs } from './handlers/incrementalAlterConfigs.ts';
import { handleInitProducerId } from './handlers/initProducerId.ts';
import { handleJoinGroup } from './handlers/joinGroup.ts';
import { handleLeaveGroup } from './handlers/leaveGroup.ts';
import { handleListGroups } from './handlers/listGroups.ts';
import { handleListOffsets } from './handlers/listOffsets.ts';
import { handleMetadata } from './handlers/metadata.ts';
import { handleOffsetCommit } from './handlers/offsetCommit.ts';
import { handleOffsetDelete } from './handlers/offsetDelete.ts';
import { handleOffsetFetch } from './handlers/offsetFetch.ts';
import { handleOffsetForLeaderEpoch } from './handlers/offsetForLeaderEpoch.ts';
import { handleProduce } from './handlers/produce.ts';
import { handleSyncGroup } from './handlers/syncGroup.ts';
import { handleTxnOffsetCommit } from './handlers/txnOffsetCommit.ts';
import { addOffsetsToTxn } from './protocol/messages/addOffsetsToTxn.ts';
import { addPartitionsToTxn } from './protocol/messages/addPartitionsToTxn.ts';
import { alterConfigs } from './protocol/messages/alterConfigs.ts';
import { apiVersions } from './protocol/messages/apiVersions.ts';
import { createPartitions } from './protocol/messages/createPartitions.ts';
import { createTopics } from './protocol/messages/createTopics.ts';
import { deleteGroups } from './protocol/messages/deleteGroups.ts';
import { deleteRecords } from './protocol/messages/deleteRecords.ts';
import { deleteTopics } from './protocol/messages/deleteTopics.ts';
import { describeCluster } from './protocol/messages/describeCluster.ts';
import { describeConfigs } from './protocol/messages/describeConfigs.ts';
import { describeGroups } from './protocol/messages/describeGroups.ts';
import { endTxn } from './protocol/messages/endTxn.ts';
import { fetch } from './protocol/messages/fetch.ts';
import { findCoordinator } from './protocol/messages/findCoordinator.ts';
import { heartbeat } from './protocol/messages/heartbeat.ts';
import { incrementalAlterConfigs } from './protocol/messages/incrementalAlterConfigs.ts';
import { initProducerId } from './protocol/messages/initProducerId.ts';
import { joinGroup } from './protocol/messages/joinGroup.ts';
import { leaveGroup } from './protocol/messages/leaveGroup.ts';
import { listGroups } from './protocol/messages/listGroups.ts';
import { listOffsets } from './protocol/messages/listOffsets.ts';
import { metadata } from './protocol/messages/metadata.ts';
import { offsetCommit } from './protocol/messages/offsetCommit.ts';
import { offsetDelete } from './protocol/messages/offsetDelete.ts';
import { offsetFetch } from './protocol/messages/offsetFetch.ts';
import { offsetForLeaderEpoch } from './protocol/messages/offsetForLeaderEpoch.ts';
import { produce } from './protocol/messages/produce.ts';
import { syncGroup } from './protocol/messages/syncGroup.ts';
import { txnOffsetCommit } from './protocol/messages/txnOffsetCommit.ts';
import type { Messages } from './protocol/types.ts';

function api<M extends Messages>(
  key: number,
  name: string,
  versions: readonly [number, number],
  flexibleSince: number,
  messages: M,
  handle: Api<M>['handle'],
): Api {
  return { key, name, versions, flexibleSince, messages, handle: handle as Api['handle'] };
}

/** For an API whose versions are all from before flexible encodings. */
const never = Number.POSITIVE_INFINITY;

/**
 * Every API of the broker in one row: key, name, versions served, first flexible version, messages, handler.
 *
 * Clients pick the highest version that both know. Produce is served from 0, because librdkafka 2.0 takes a higher
 * minimum to mean that gzip, snappy and lz4 are not supported and sends uncompressed without a word. Metadata 10–12 and
 * Fetch 13 belong together: they name topics by id. AddPartitionsToTxn from 4 on is for requests between brokers.
 */
export const apis: readonly Api[] = [
  api(0, 'Produce', [0, 11], 9, produce, handleProduce),
  api(1, 'Fetch', [4, 13], 12, fetch, handleFetch),
  api(2, 'ListOffsets', [0, 7], 6, listOffsets, handleListOffsets),
  api(3, 'Metadata', [0, 12], 9, metadata, handleMetadata),
  api(8, 'OffsetCommit', [2, 9], 8, offsetCommit, handleOffsetCommit),
  api(9, 'OffsetFetch', [1, 9], 6, offsetFetch, handleOffsetFetch),
  api(10, 'FindCoordinator', [0, 4], 3, findCoordinator, handleFindCoordinator),
  api(11, 'JoinGroup', [0, 9], 6, joinGroup, handleJoinGroup),
  api(12, 'Heartbeat', [0, 4], 4, heartbeat, handleHeartbeat),
  api(13, 'LeaveGroup', [0, 5], 4, leaveGroup, handleLeaveGroup),
  api(14, 'SyncGroup', [0, 5], 4, syncGroup, handleSyncGroup),
  api(15, 'DescribeGroups', [0, 6], 5, describeGroups, handleDescribeGroups),
  api(16, 'ListGroups', [0, 5], 3, listGroups, handleListGroups),
  api(18, 'ApiVersions', [0, 4], 3, apiVersions, () => listApis(apis)),
  api(19, 'CreateTopics', [0, 7], 5, createTopics, handleCreateTopics),
  api(20, 'DeleteTopics', [0, 6], 4, deleteTopics, handleDeleteTopics),
  api(21, 'DeleteRecords', [0, 2], 2, deleteRecords, handleDeleteRecords),
  api(22, 'InitProducerId', [0, 4], 2, initProducerId, handleInitProducerId),
  api(23, 'OffsetForLeaderEpoch', [2, 4], 4, offsetForLeaderEpoch, handleOffsetForLeaderEpoch),
  api(24, 'AddPartitionsToTxn', [0, 3], 3, addPartitionsToTxn, handleAddPartitionsToTxn),
  api(25, 'AddOffsetsToTxn', [0, 3], 3, addOffsetsToTxn, handleAddOffsetsToTxn),
  api(26, 'EndTxn', [0, 3], 3, endTxn, handleEndTxn),
  api(28, 'TxnOffsetCommit', [0, 3], 3, txnOffsetCommit, handleTxnOffsetCommit),
  api(32, 'DescribeConfigs', [0, 4], 4, describeConfigs, handleDescribeConfigs),
  api(33, 'AlterConfigs', [0, 2], 2, alterConfigs, handleAlterConfigs),
  api(37, 'CreatePartitions', [0, 3], 2, createPartitions, handleCreatePartitions),
  api(42, 'DeleteGroups', [0, 2], 2, deleteGroups, handleDeleteGroups),
  api(44, 'IncrementalAlterConfigs', [0, 1], 1, incrementalAlterConfigs, handleIncrementalAlterConfigs),
  api(47, 'OffsetDelete', [0, 0], never, offsetDelete, handleOffsetDelete),
  api(60, 'DescribeCluster', [0, 1], 0, describeCluster, handleDescribeCluster),
];

export const apiNames: readonly string[] = apis.map(({ name }) => name);
