import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@kafka-tutorial/util';
import { afterEach, beforeEach, describe } from 'vitest';
import { embeddedStarter } from './embedded.ts';
import { provisionerContract } from './provisionerContract.ts';

describe.each(['none', 'process'] as const)('embedded, isolation %s', (isolation) => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'embedded-kafka-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  provisionerContract({
    create: () => embeddedStarter({ port: 0, dir, isolation, logger: silentLogger }),
    afterStop: 'gone',
  });
});
