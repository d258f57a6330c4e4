// Runs by itself: `npx tsx customStage/simpleStreamsExample.ts`.
// In the REPL: `npm run repl`, then `.load customStage/simpleStreamsExample.ts`.

const { Readable } = await import('node:stream');
const { scan } = await import('@kafka-tutorial/custom-stage');

const source = Readable.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const factorials = source.pipe(scan(1n, (product, next: number) => product * BigInt(next)));
for await (const factorial of factorials) console.log(String(factorial));

export {};
