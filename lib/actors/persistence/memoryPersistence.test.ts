import { memoryPersistence } from './memoryPersistence.ts';
import { describePersistence } from './persistenceContract.ts';

describePersistence('memory', async () => {
  const persistence = memoryPersistence();
  return { open: async () => persistence };
});
