export { type Alert, AlertBook, type AlertSummary } from './alertBook.ts';
export type { ResultSource } from './resultSource.ts';
export { resultsFromStream } from './resultsFromStream.ts';
export { resultsFromTopic } from './resultsFromTopic.ts';
