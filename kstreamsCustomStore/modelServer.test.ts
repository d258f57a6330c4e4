import { describeTopology } from '@kafka-tutorial/serving/kstreams/topologyContract';
import { approach, buildModelServer } from './modelServer.ts';

describeTopology(approach, buildModelServer, { durable: true });
