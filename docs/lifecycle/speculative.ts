import { demo } from './demo.ts';

const { send, score } = demo();
await send('wineDecisionTree');
await send('wineRandomForest', { label: 'speculative', deadlineMs: 10_000 });
const patient = await score(10);
console.log(`within ten seconds: ${patient[0]?.served.loaded.name}`);

await send('wineRandomForest', { label: 'speculative', deadlineMs: 0 });
const hasty = await score(10);
console.log(`at once: ${hasty[0]?.served.loaded.name}`);
