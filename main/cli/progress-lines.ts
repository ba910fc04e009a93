// Progress as plain lines on stderr; stdout stays clean for the result.
import { pathName } from '../../shared/observation/path.ts';
import type { CheckProgress } from '../engine/run-check.ts';
import type { StreamSnapshot } from '../engine/stream/stream-messages.ts';

/** A listener that writes one line for each step, pause and first hint. */
export function progressLines(write: (line: string) => void): (progress: CheckProgress) => void {
  let hint: string | null = null;
  let secondsShown = 0;
  const sound = ({ atMs, sentCount, echoedCount }: StreamSnapshot): void => {
    const seconds = Math.floor(atMs / 1000);
    if (seconds === secondsShown) return;
    secondsShown = seconds;
    write(`Sound, ${seconds} s: ${sentCount} packets sent, ${echoedCount} came back`);
  };
  return (progress) => {
    switch (progress.kind) {
      case 'probing':
        return write(`Testing ${pathName(progress.wish.path)}: ${progress.wish.probe}`);
      case 'paused':
        return write(`Waiting ${Math.ceil(progress.forMs / 1000)} s so the server does not block you`);
      case 'hint':
        if (progress.level !== hint) write(`So far: ${progress.level}`);
        hint = progress.level;
        return;
      case 'looking-at-router':
        return write('Asking the router who it is');
      case 'using-account':
        return write('Using the account: echo call, readback, registration as far as they are set up');
      case 'streaming':
        return sound(progress.snapshot);
    }
  };
}
