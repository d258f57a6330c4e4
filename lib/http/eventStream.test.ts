import { describe, expect, test } from 'vitest';
import { EventHistory } from './eventHistory.ts';
import { EventStream } from './eventStream.ts';
import { modelEvent, scoredEvent } from './testing.ts';

/** A response whose client reads or does not. */
function fakeOutput() {
  const output = {
    written: '',
    state: 'open',
    writableNeedDrain: false,
    writableLength: 0,
    write(text: string) {
      output.written += text;
      output.writableLength += output.writableNeedDrain ? text.length : 0;
      return !output.writableNeedDrain;
    },
    end() {
      output.state = 'ended';
      return output;
    },
    destroy() {
      output.state = 'destroyed';
      return output;
    },
  };
  return output;
}

function start() {
  const output = fakeOutput();
  return { output, stream: new EventStream(output as never), history: new EventHistory('run') };
}

describe('EventStream', () => {
  test('begins with what is kept', () => {
    const { output, stream, history } = start();
    const events = [history.record(modelEvent()), history.record(scoredEvent())];
    stream.open(events);
    expect(output.written).toBe(`retry: 1000\n\n${events[0]?.text}${events[1]?.text}`);
  });

  test('leaves out samples while the client is behind, and goes on when it has caught up', () => {
    const { output, stream, history } = start();
    output.writableNeedDrain = true;
    stream.send(history.record(scoredEvent({ offset: '1' })));
    stream.send(history.record(modelEvent()));
    output.writableNeedDrain = false;
    stream.send(history.record(scoredEvent({ offset: '2' })));
    expect(output.written.match(/^id: .*/gm)).toEqual(['id: run-2', 'id: run-3']);
  });

  test('gives up a client for which too much waits', () => {
    const { output, stream, history } = start();
    output.writableNeedDrain = true;
    const event = history.record(modelEvent());
    while (output.writableLength + event.text.length <= 1024 * 1024) stream.send(event);
    expect(output.state).toBe('open');
    stream.send(event);
    expect(output.state).toBe('destroyed');
  });

  test('a heartbeat is a comment', () => {
    const { output, stream } = start();
    stream.heartbeat();
    expect(output.written).toBe(': still here\n\n');
  });

  test('the end does not wait for a client that does not read', () => {
    const reading = start();
    reading.stream.end();
    const stuck = start();
    stuck.output.writableNeedDrain = true;
    stuck.stream.end();
    expect([reading.output.state, stuck.output.state]).toEqual(['ended', 'destroyed']);
  });
});
