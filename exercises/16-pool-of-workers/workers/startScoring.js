// Node 20 does not pass a loader on to worker threads, so a thread that is to run TypeScript begins here.
import { register } from 'tsx/esm/api';

register();
await import('./scoring.ts');
