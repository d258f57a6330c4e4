import { describeModelServer } from '@kafka-tutorial/serving/modelServerContract';

describeModelServer('kstreamsInMemory', {
  endpoints: ['/state/value', '/state/value?dataType=wine', '/state/instances', '/state/instances/models'],
  groupEndpoints: ['/state/instances'],
  survivesRestart: false,
});
