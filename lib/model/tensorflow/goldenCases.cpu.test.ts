import { describeGoldenCases } from './goldenCases.ts';

describeGoldenCases('cpu');
