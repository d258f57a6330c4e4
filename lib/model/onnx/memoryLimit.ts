const page = 65_536;

interface MemoryDescriptor {
  readonly maximum?: number;
}

/** Node's types know WebAssembly by name only. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: { Memory: new (descriptor: MemoryDescriptor) => object };
};

/**
 * Runs what starts a WebAssembly module, and lets the memory that it makes grow to a limit only. onnxruntime asks for
 * up to 4 GiB, and WebAssembly never gives memory back; beyond the limit it reports `bad_alloc`.
 */
export async function withMemoryLimit<T>(bytes: number, run: () => Promise<T>): Promise<T> {
  const { Memory } = WebAssembly;
  const most = bytes / page;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: MemoryDescriptor) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? most, most) });
    }
  };
  try {
    return await run();
  } finally {
    WebAssembly.Memory = Memory;
  }
}
