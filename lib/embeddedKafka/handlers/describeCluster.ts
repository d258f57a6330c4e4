import type { Handler } from '../api.ts';
import { kafkaErrors } from '../protocol/errors.ts';
import type { describeCluster } from '../protocol/messages/describeCluster.ts';

/** Key 60, versions 0–1: a cluster of one. */
export const handleDescribeCluster: Handler<typeof describeCluster> = (request, { broker, advertised }) => ({
  errorCode: kafkaErrors.NONE.code,
  endpointType: request.endpointType,
  clusterId: broker.clusterId,
  controllerId: broker.nodeId,
  brokers: [{ brokerId: broker.nodeId, ...advertised }],
});
