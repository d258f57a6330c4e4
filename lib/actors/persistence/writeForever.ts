// What filePersistence.integration.test.ts kills: actors that append events and save snapshots, and print the number of each pair that is safe.
import { silentLogger } from '@kafka-tutorial/util';
import { filePersistence } from './filePersistence.ts';

const [directory = '', term = '', ...actors] = process.argv.slice(2);
const persistence = await filePersistence({ directory, scope: 'cluster/group', logger: silentLogger });
await Promise.all(actors.map(writeForever));

async function writeForever(actor: string): Promise<void> {
  const journal = await persistence.open(actor, Number(term));
  let sequence = journal.recovered.events.at(-1)?.sequence ?? 0;
  for (;;) {
    sequence++;
    // Large enough that a write is often under way when the end comes.
    const event = Buffer.alloc(200_000, '.');
    event.write(String(sequence).padStart(10));
    await journal.append(event);
    await journal.save(Buffer.from(String(sequence)));
    process.stdout.write(`${actor} ${sequence}\n`);
  }
}
