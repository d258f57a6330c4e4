export { HttpError, type HttpErrorCode, httpErrors } from './errors.ts';
export { buildHttpApp, type HttpAppOptions } from './httpApp.ts';
export { type Listening, listen } from './listen.ts';
export { addStoreRoutes, storesPath } from './storeRoutes.ts';
