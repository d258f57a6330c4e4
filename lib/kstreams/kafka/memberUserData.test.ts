import { expect, it } from 'vitest';
import { decodeUserData, encodeUserData } from './memberUserData.ts';

it('reads what it writes', () => {
  const said = { tasks: ['0_0', '1_3'], storedTasks: ['0_1'], applicationServer: 'localhost:8080' };
  expect(decodeUserData(encodeUserData(said))).toEqual(said);
});

it.each(['', 'null', '[]', '{"tasks":{}}', '{"tasks":[1,null],"applicationServer":5}', '\u0000'])(
  'takes nothing from %j',
  (text) => {
    expect(decodeUserData(Buffer.from(text))).toEqual({
      tasks: [],
      storedTasks: [],
      applicationServer: undefined,
    });
  },
);
