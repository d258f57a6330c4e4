import { type Approach, ports } from '@kafka-tutorial/serving';

/** A program that `npm start` runs. */
export interface Program {
  readonly name: string;
  /** Its entry file, from the root of the workspace. */
  readonly script: string;
  /** Its page. */
  readonly url: string;
}

const url = (port: number) => `http://127.0.0.1:${port}`;

export const client: Program = { name: 'client', script: 'client/main.ts', url: url(ports.client) };

/** The servers, in the order of the walkthrough. */
export const servers: readonly Program[] = (Object.keys(ports) as (Approach | 'client')[])
  .filter((name) => name !== 'client')
  .map((name) => ({ name, script: `${name}/main.ts`, url: url(ports[name]) }));
