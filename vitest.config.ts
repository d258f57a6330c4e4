import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/.tutorial/**', 'exercises/work/**'];

/** Starts what the README starts, on its ports: alone, because other programs would find its Kafka. */
const onReadmePorts = ['start/main.integration.test.ts'];

const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // One after the other, by their groupOrder. Two workers also where there are two cores: much of a test is waiting.
    projects: [
      {
        test: {
          name: 'unit',
          // Only what hangs should reach it: properties take long where the cores have other things to do.
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.integration.test.ts'],
        },
      },
      {
        // Starts brokers, processes or a browser, on free ports and in folders of its own.
        test: {
          ...patience,
          name: 'integration',
          maxConcurrency: availableParallelism(),
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          include: ['**/*.integration.test.ts'],
          exclude: [...ignored, ...onReadmePorts],
        },
      },
      {
        test: {
          ...patience,
          name: 'integrationOnReadmePorts',
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          include: onReadmePorts,
        },
      },
    ],
  },
});
