import { silentLogger } from '@kafka-tutorial/util';
import { describe, test } from 'vitest';
import { provisionerContract } from './provisionerContract.ts';
import { defaultImage, missingForContainers, testcontainersStarter } from './testcontainers.ts';

describe('Testcontainers', async () => {
  const image = process.env.KAFKA_IMAGE || defaultImage;
  const missing = await missingForContainers(image);
  if (missing) {
    console.info(`skipped: Testcontainers: ${missing}`);
    test.skip(missing, () => {});
    return;
  }
  provisionerContract({
    create: () => testcontainersStarter({ port: 0, image, logger: silentLogger }),
    afterStop: 'gone',
  });
});
