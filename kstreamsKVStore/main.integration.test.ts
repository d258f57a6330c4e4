import { describeModelServer } from '@kafka-tutorial/serving/modelServerContract';

describeModelServer('kstreamsKVStore', {
  endpoints: ['/state/value', '/state/value?dataType=wine', '/state/instances', '/state/instances/models'],
  groupEndpoints: [
    '/state/value',
    '/state/value?dataType=wine',
    '/state/instances',
    '/state/instances/statistics',
  ],
  survivesRestart: true,
});
