import { brokerCommand } from './brokerCommand.ts';

await brokerCommand('kafka').parseAsync();
