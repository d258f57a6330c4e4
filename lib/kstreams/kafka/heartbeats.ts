const everyMs = 500;

/**
 * Does work of any length for kafkajs without falling out of the group. When a heartbeat says that the group changes,
 * the work is told to stop by `isInterrupted`, and kafkajs gets the error that makes it join again.
 */
export async function withHeartbeats(
  heartbeat: () => Promise<void>,
  work: (isInterrupted: () => boolean) => Promise<void>,
): Promise<void> {
  let interruption: { readonly error: unknown } | undefined;
  const beating = setInterval(() => {
    heartbeat().catch((error: unknown) => {
      interruption ??= { error };
    });
  }, everyMs);
  try {
    await work(() => interruption !== undefined);
  } finally {
    clearInterval(beating);
  }
  if (interruption !== undefined) throw interruption.error;
}
