// Run it: `npx tsx customStage/simpleStreamsExample.ts`, or `npm run repl` and then `.load customStage/simpleStreamsExample.ts`
