export { type PublishOptions, publish } from './publish.ts';
