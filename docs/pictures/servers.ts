import { readFileSync } from 'node:fs';
import { serversPicture } from './serversPicture.ts';

process.stdout.write(serversPicture(readFileSync(new URL('../13-choosing.md', import.meta.url), 'utf8')));
