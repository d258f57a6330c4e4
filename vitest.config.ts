import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/.tutorial/**', 'exercises/work/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...ignored, '**/*.integration.test.ts'],
        },
      },
      {
        // Starts brokers, processes or a browser.
        test: {
          name: 'integration',
          // Programs under test share two cores and, where they are started as in the README, their ports.
          fileParallelism: false,
          maxConcurrency: availableParallelism(),
          include: ['**/*.integration.test.ts'],
          exclude: ignored,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
