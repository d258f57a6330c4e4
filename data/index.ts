export { type CatalogEntry, modelCatalog, readModelDescriptor } from './catalog.ts';
export { type Penguin, readPenguinRecords, readWineRecords, type Wine } from './records.ts';
