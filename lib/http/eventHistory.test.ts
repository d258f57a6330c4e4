import { describe, expect, test } from 'vitest';
import { EventHistory } from './eventHistory.ts';
import { modelEvent, scoredEvent, statisticsEvent } from './testing.ts';

const sequences = (history: EventHistory, lastEventId?: string) =>
  history.after(lastEventId).map((event) => event.sequence);

describe('EventHistory', () => {
  test('an event is a block of the event stream, on one line of data whatever is in it', () => {
    const event = modelEvent({ name: 'two\nlines\r\n\ndata: forged' });
    const { text } = new EventHistory('run').record(event);
    const [type, id, data, ...rest] = text.split('\n');
    expect([type, id, rest]).toEqual(['event: model', 'id: run-1', ['', '']]);
    expect(JSON.parse(String(data).slice('data: '.length))).toEqual(event);
    expect(data).not.toContain('\r');
  });

  test('a long name is cut', () => {
    const { text } = new EventHistory('run').record(modelEvent({ name: 'x'.repeat(100_000) }));
    expect(text.length).toBeLessThan(1000);
    expect(text).toContain('x…"');
  });

  test('keeps the latest of each type, in the order in which they came', () => {
    const history = new EventHistory('run');
    history.record(modelEvent());
    for (let i = 0; i < 30; i++) history.record(scoredEvent());
    for (let i = 0; i < 400; i++) history.record(statisticsEvent());
    const events = history.after();
    expect(events.map((event) => event.type)).toEqual([
      'model',
      ...Array(20).fill('scored'),
      ...Array(300).fill('statistics'),
    ]);
    expect(events[1]?.sequence).toBe(12);
    expect(events.at(-1)?.sequence).toBe(431);
  });

  test.each([
    ['run-2', [3]],
    ['run-3', []],
    ['earlier-2', [1, 2, 3]],
    ['run-nonsense', [1, 2, 3]],
    ['', [1, 2, 3]],
    [undefined, [1, 2, 3]],
  ])('after the last event id %s come %j', (lastEventId, expected) => {
    const history = new EventHistory('run');
    for (let i = 0; i < 3; i++) history.record(statisticsEvent());
    expect(sequences(history, lastEventId)).toEqual(expected);
  });
});
