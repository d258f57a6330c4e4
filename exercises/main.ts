import { parseCount, program } from '@kafka-tutorial/util';
import { manifest } from './manifest.ts';
import { verify } from './verify.ts';

const command = program('npm run exercises --', 'Exercises, checked as you save them.');
command
  .command('verify')
  .description('the two-way gate: every starter fails as meant, every solution passes, cheats are rejected')
  .argument('[n]', 'only this one', parseCount)
  .action(async (only?: number) => {
    for (const exercise of manifest) {
      if (only !== undefined && Number.parseInt(exercise.folder, 10) !== only) continue;
      const findings = await verify(exercise);
      console.log(`${findings.length === 0 ? '✓' : '✗'} ${exercise.folder}`);
      for (const finding of findings) console.log(`  ${finding}`);
      if (findings.length > 0) process.exitCode = 1;
    }
  });
await command.parseAsync();
