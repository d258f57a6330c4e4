import { ModelError } from '../errors.ts';

/** The error that says why bytes are not an ONNX model. */
export function corruptModel(what: string, cause?: unknown): ModelError {
  return new ModelError('MODEL_CORRUPT', `The bytes are not an ONNX model: ${what}.`, {
    hint: 'Send the .onnx file as it is.',
    cause,
  });
}
