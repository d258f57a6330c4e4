import { describeModelServer } from '@kafka-tutorial/serving/modelServerContract';

describeModelServer('actorsPersistent', {
  endpoints: ['/models', '/state/wine', '/state/penguins', '/cluster'],
  groupEndpoints: ['/models', '/state/wine', '/state/penguins'],
  survivesRestart: true,
});
