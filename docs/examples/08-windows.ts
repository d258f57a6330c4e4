import { timestamps, windowKinds, windowsOf } from './windowKinds.ts';

console.log(`records at ${timestamps.join(', ')}`);
for (const kind of windowKinds) {
  console.log(kind.name);
  for (const { start, end, count } of windowsOf(kind)) {
    console.log(`  [${start}, ${end}${kind.endIncluded ? ']' : ')'} has ${count}`);
  }
}
