import { ModelError } from '../errors.ts';

/** The error that names a location and says why it is not read. */
export function locationRefused(location: string, why: string, cause?: unknown): ModelError {
  return new ModelError(
    'MODEL_LOCATION_REFUSED',
    `The location ${JSON.stringify(location.slice(0, 500))} is refused: ${why}.`,
    {
      hint: 'Send the model in the descriptor, or put it where the server may read: below its folder of models, or on a host that it is told of.',
      cause,
    },
  );
}
