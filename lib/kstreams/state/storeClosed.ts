import { KStreamsError } from '../errors.ts';

export function storeClosed(name: string): KStreamsError {
  return new KStreamsError('STORE_CLOSED', `The store ${name} is not open.`);
}
