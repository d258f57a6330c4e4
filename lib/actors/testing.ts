export { memoryPersistence } from './persistence/memoryPersistence.ts';
