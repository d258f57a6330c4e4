import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActorError, filePersistence } from '@kafka-tutorial/actors';
import { silentLogger } from '@kafka-tutorial/util';

const directory = await mkdtemp(join(tmpdir(), 'actor-state-'));
const persistence = await filePersistence({ directory, scope: 'example', logger: silentLogger });
const text = (bytes: Uint8Array | undefined) => (bytes ? Buffer.from(bytes).toString() : 'nothing');

const first = await persistence.open('wine', 1);
console.log(`first owner finds ${text(first.recovered.events.at(-1)?.bytes)}`);
await first.append(Buffer.from('model five'));
await first.save(Buffer.from('usage 100'));

// The first owner hangs, and the group gives its shard to another one.
const second = await persistence.open('wine', 2);
const { events, snapshot } = second.recovered;
console.log(`second owner finds ${text(events.at(-1)?.bytes)}, ${text(snapshot)}`);
await second.append(Buffer.from('model six'));

// The first owner wakes up, knows of nothing, and goes on.
try {
  await first.append(Buffer.from('model seven'));
  console.log('first owner writes');
} catch (error) {
  console.log(`first owner is refused: ${(error as ActorError).code}`);
}

const third = await persistence.open('wine', 3);
console.log(`third owner finds ${text(third.recovered.events.at(-1)?.bytes)}`);
await rm(directory, { recursive: true });
