import { describeModelServer } from '@kafka-tutorial/serving/modelServerContract';

describeModelServer('customStage', {
  endpoints: [],
  groupEndpoints: [],
  survivesRestart: true,
});
