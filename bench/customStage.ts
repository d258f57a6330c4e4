import { comparePrograms, copyOnly } from './comparePrograms.ts';

const stage = (modelName: string) => ({ script: 'customStage/main.ts', args: ['--port', '0'], modelName });

/** The custom stage with a PMML tree and with a TensorFlow graph, next to a program that only copies the records. */
export function benchCustomStage({ records = 200_000, rounds }: { records?: number; rounds: number }) {
  const programs = [
    copyOnly,
    { name: 'customStage, PMML tree', ...stage('wineDecisionTree') },
    { name: 'customStage, TensorFlow graph', ...stage('wineTensorFlow') },
  ];
  return comparePrograms(programs, { records, rounds });
}
