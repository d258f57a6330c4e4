// What a thread of actors runs.
import { createModelFactory } from '@kafka-tutorial/model';
import { runActorThread } from './runActorThread.ts';

runActorThread(createModelFactory());
