// Progress as plain lines on stderr; stdout stays clean for the result.
import { pathName } from '../../shared/observation/path.ts';
import type { CheckProgress } from '../engine/run-check.ts';

/** A listener that writes one line for each step, pause and first hint. */
export function progressLines(write: (line: string) => void): (progress: CheckProgress) => void {
  let hint: string | null = null;
  return (progress) => {
    switch (progress.kind) {
      case 'probing':
        return write(`Testing ${pathName(progress.wish.path)}: ${progress.wish.probe}`);
      case 'paused':
        return write(`Waiting ${Math.ceil(progress.forMs / 1000)} s so the server does not block you`);
      case 'hint':
        if (progress.level !== hint) write(`So far: ${progress.level}`);
        hint = progress.level;
    }
  };
}
