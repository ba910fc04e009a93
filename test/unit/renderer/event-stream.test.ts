import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventReader } from '../../../renderer/client/event-stream.ts';

const readAll = (...pieces: string[]) => {
  const read = createEventReader();
  return pieces.flatMap((piece) => read(piece));
};

describe('the event reader', () => {
  it('reads events with a name and data', () => {
    expect(
      readAll('event: run.changed\ndata: {"phase":"idle"}\n\nevent: file.arrived\ndata: {}\n\n'),
    ).toEqual([
      { name: 'run.changed', data: '{"phase":"idle"}' },
      { name: 'file.arrived', data: '{}' },
    ]);
  });

  it('skips heartbeats', () => {
    expect(readAll(': still here\n\n:\n\n')).toEqual([]);
  });

  it('joins the lines of long data and reads CR LF', () => {
    expect(readAll('event: a\r\ndata: 1\r\ndata: 2\r\n\r\n')).toEqual([{ name: 'a', data: '1\n2' }]);
  });

  it('keeps an unfinished event until the rest arrives', () => {
    expect(readAll('event: a\ndata: 1\n')).toEqual([]);
    expect(readAll('event: a\nda', 'ta: 1\n', '\n')).toEqual([{ name: 'a', data: '1' }]);
  });

  it('does not care where the pieces were cut', () => {
    const text = 'event: a\r\ndata: {"x":1}\r\n\r\n: beat\r\n\r\nevent: b\r\ndata: 2\r\n\r\n';
    const whole = readAll(text);
    assert(
      property(array(nat(text.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        expect(readAll(...pieces)).toEqual(whole);
      }),
    );
  });
});
