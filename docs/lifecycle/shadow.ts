import { demo } from './demo.ts';

const { versions, send, score } = demo();
await send('wineDecisionTree');
await send('wineRandomForest', { label: 'shadow' });

const [first] = await score(1000);
console.log(`results: ${first?.score.value} by ${first?.served.loaded.name}`);
console.log(`shadow: ${first?.shadow?.score.value} by ${first?.shadow?.served.loaded.name}`);

const [candidate] = versions.stats()?.candidates ?? [];
console.log(`${candidate?.different} of ${candidate?.compared} wines are scored differently`);
