import { describeModelServer } from '@kafka-tutorial/serving/modelServerContract';

describeModelServer('kstreamsCustomStore', {
  endpoints: ['/state/value', '/state/value?dataType=wine', '/state/instances', '/state/instances/models'],
  groupEndpoints: [
    '/state/value',
    '/state/value?dataType=wine',
    '/state/instances',
    '/state/instances/models',
  ],
  survivesRestart: true,
});
