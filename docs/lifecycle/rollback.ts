import { demo } from './demo.ts';

const { versions, send, control } = demo();
await send('wineDecisionTree');
await send('wineLinearRegression');
await control('rollback');

const { name, version, previous } = versions.stats() ?? {};
console.log(
  `${name} serves, as version ${version}, after ${previous?.map((each) => each.name).join(' and ')}`,
);
