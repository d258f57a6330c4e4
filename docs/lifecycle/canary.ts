import { demo } from './demo.ts';

const { versions, send, control, score } = demo();
await send('wineDecisionTree');
await send('wineGradientBoosting', { label: 'canary', share: 0.1 });

const scored = await score(1000);
const byCanary = scored.filter(({ served }) => served.loaded.name === 'wineGradientBoosting');
console.log(`${byCanary.length} of ${scored.length} wines went to the canary`);

await control('promote');
console.log(`${versions.stable?.loaded.name} serves`);
