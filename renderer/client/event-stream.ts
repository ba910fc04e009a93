// Reads text/event-stream piece by piece, as far as the loopback host speaks it: `event`, `data`, comments.

export type StreamEvent = { readonly name: string; readonly data: string };

/** A reader that takes text as it arrives and returns the events that became complete with it. */
export function createEventReader(): (text: string) => readonly StreamEvent[] {
  let rest = '';
  return (text) => {
    const blocks = `${rest}${text}`.replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap(readBlock);
  };
}

function readBlock(block: string): readonly StreamEvent[] {
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    // A line that starts with a colon is a comment: the host's heartbeat.
    if (colon === 0) continue;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') name = value;
    if (field === 'data') data.push(value);
  }
  return data.length === 0 ? [] : [{ name, data: data.join('\n') }];
}
