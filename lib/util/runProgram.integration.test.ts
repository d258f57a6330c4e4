import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { TestProgram } from './testing.ts';

const start = (...args: string[]) => new TestProgram('lib/util/testedProgram.ts', args);
const closings = ({ lines }: TestProgram) => lines.filter((line) => line.startsWith('clos'));

describe('runProgram', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'closes what was opened, the last first, on %s',
    async (signal) => {
      const program = start();
      await program.line(/running/);
      expect(await program.stop(signal)).toBe(0);
      expect(closings(program)).toEqual(['closing the second', 'closed the second', 'closed the first']);
    },
  );

  it('takes the two signals of one Ctrl-C for one', async () => {
    const program = start('300');
    await program.line(/running/);
    void program.stop('SIGINT');
    expect(await program.stop('SIGINT')).toBe(0);
    expect(closings(program)).toHaveLength(3);
  });

  it('leaves at once on a second Ctrl-C', async () => {
    const program = start('60000');
    await program.line(/running/);
    void program.stop('SIGINT');
    await program.line(/closing the second/);
    const again = setInterval(() => void program.stop('SIGINT'), 100);
    expect(await program.exited).toBe(1);
    clearInterval(again);
    expect(closings(program)).toEqual(['closing the second']);
  });

  it('leaves when closing takes too long', async () => {
    const program = start('60000');
    await program.line(/running/);
    const exit = program.stop('SIGTERM');
    await program.line(/not stopped after 5 s/);
    expect(await exit).toBe(1);
  });

  it('closes what was opened when the start fails, and says why', async () => {
    const program = start('0', 'fails');
    expect(await program.exited).toBe(1);
    expect(closings(program)).toEqual(['closed the first']);
    expect(program.lines.join('\n')).toContain('cannot start');
  });

  it('ends when its parent is gone', async () => {
    const program = start();
    await program.line(/running/);
    program.disconnect();
    expect(await program.exited).toBe(0);
    expect(closings(program)).toHaveLength(3);
  });

  it('ends when nobody reads its output any more', () => {
    const piped = 'node --import tsx lib/util/testedProgram.ts | true; echo "exit $PIPESTATUS"';
    const { stdout, stderr } = spawnSync('bash', ['-c', piped], { encoding: 'utf8' });
    expect(stdout).toBe('exit 0\n');
    expect(stderr).toContain('nobody reads on: stopping');
    expect(stderr).not.toContain('EPIPE');
  });
});
