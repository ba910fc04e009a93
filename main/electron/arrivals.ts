// Files that arrive before anybody can open them wait here: the system may hand one over before the window exists.

export interface Arrivals {
  /** A path that the system asked to open. */
  add(path: string): void;
  /** From now on paths go to `open`, those that waited first. */
  deliverTo(open: (path: string) => void): void;
}

// Nobody opens more files at once by hand; a command line can.
const maxWaiting = 10;

/** An empty queue of files to open. */
export function createArrivals(): Arrivals {
  const waiting: string[] = [];
  let open: ((path: string) => void) | null = null;
  return {
    add(path) {
      if (open !== null) open(path);
      else if (waiting.length < maxWaiting) waiting.push(path);
    },
    deliverTo(next) {
      open = next;
      for (const path of waiting.splice(0)) next(path);
    },
  };
}
