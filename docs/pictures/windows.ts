import { windowsPicture } from './windowsPicture.ts';

process.stdout.write(windowsPicture());
