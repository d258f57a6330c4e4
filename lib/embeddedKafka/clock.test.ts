import { expect, it } from 'vitest';
import { SimulatedClock, systemClock } from './clock.ts';

it('a simulated clock fires what falls due, in order of time, also what is set meanwhile', () => {
  const clock = new SimulatedClock(100);
  const fired: [string, number][] = [];
  const set = (name: string, delayMs: number, then?: () => void) =>
    clock.setTimeout(() => {
      fired.push([name, clock.now()]);
      then?.();
    }, delayMs);
  set('late', 30);
  set('early', 10, () => set('meanwhile', 5));
  set('never', 20).cancel();
  set('after', 31);
  clock.advance(30);
  expect(fired).toEqual([
    ['early', 110],
    ['meanwhile', 115],
    ['late', 130],
  ]);
  expect([clock.now(), clock.pending]).toEqual([130, 1]);
});

it('the clock of the machine fires, unless the timer is taken back', async () => {
  const fired: string[] = [];
  systemClock.setTimeout(() => fired.push('cancelled'), 0).cancel();
  await new Promise<void>((resolve) => {
    const keepAlive = setInterval(() => {}, 1000);
    systemClock.setTimeout(() => {
      fired.push('fired');
      clearInterval(keepAlive);
      resolve();
    }, 1);
  });
  expect(fired).toEqual(['fired']);
});
