import { demo } from './demo.ts';

const { send, score } = demo();
await send('wineDecisionTree');
await send('wineRandomForest', { label: 'ensemble', method: 'vote' });
await send('wineNeuralNetwork', { label: 'ensemble', method: 'vote' });

const scored = await score(1000);
const agreed = scored.filter(({ score }) => Object.keys(score.probabilities ?? {}).length === 1);
console.log(`the three models agree on ${agreed.length} of ${scored.length} wines`);
