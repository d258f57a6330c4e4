import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/.tutorial/**', 'exercises/work/**'];

/** Starts what the README starts, on its ports: alone, because other programs would find its Kafka. */
const onReadmePorts = ['start/main.integration.test.ts'];

/** Each needs a process in which TensorFlow has not chosen its engine, which it does once, or is not even loaded. */
const inOwnProcess = [
  'lib/model/lazyLoading.test.ts',
  'lib/model/tensorflow/goldenCases.cpu.test.ts',
  'lib/model/tensorflow/runtime.test.ts',
];

// Only what hangs should reach it: properties take long where the cores have other things to do.
const unit = { testTimeout: 30_000, maxWorkers: Math.max(2, availableParallelism() - 1) };
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // One after the other, by their groupOrder. Two workers also where there are two cores: much of a test is waiting.
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          // More than half of the time would go into loading the same modules for each file.
          isolate: false,
          sequence: { groupOrder: 0 },
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.integration.test.ts', ...inOwnProcess],
        },
      },
      {
        test: {
          ...unit,
          name: 'unitInOwnProcess',
          sequence: { groupOrder: 1 },
          include: inOwnProcess,
        },
      },
      {
        // Starts brokers, processes or a browser, on free ports and in folders of its own.
        test: {
          ...patience,
          name: 'integration',
          maxConcurrency: availableParallelism(),
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          include: ['**/*.integration.test.ts'],
          exclude: [...ignored, ...onReadmePorts],
        },
      },
      {
        test: {
          ...patience,
          name: 'integrationOnReadmePorts',
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          include: onReadmePorts,
        },
      },
    ],
  },
});
