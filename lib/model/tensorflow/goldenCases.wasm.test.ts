import { describeGoldenCases } from './goldenCases.ts';

describeGoldenCases('wasm');
