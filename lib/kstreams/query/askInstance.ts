import { KStreamsError } from '../errors.ts';
import type { HostInfo } from './hostInfo.ts';

const maxBytes = 16 * 1024 * 1024;

/**
 * Gets JSON from another instance.
 * @throws KStreamsError STORE_NOT_AVAILABLE when it does not answer in time, or with anything but a 200
 */
export async function askInstance(
  { host, port }: HostInfo,
  path: string,
  timeoutMs: number,
  fetching: typeof fetch,
): Promise<unknown> {
  const url = `http://${host}:${port}${path}`;
  try {
    const response = await fetching(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    const body = await bounded(response);
    if (response.status === 200) return JSON.parse(body);
    throw new Error(`it answers ${response.status}: ${body.slice(0, 200)}`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new KStreamsError(
      'STORE_NOT_AVAILABLE',
      `The instance at ${host}:${port} cannot be asked: ${why}.`,
      {
        cause,
        hint: 'Try again when the group has settled.',
      },
    );
  }
}

async function bounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`its answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
