// The engine's end of the line to its host: Electron's utility processes have `process.parentPort`, forked ones
// `process.send`.

/** Messages from and to the host of this process. */
export type EnginePort = {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` when the host is gone. */
  onClose(listener: () => void): void;
};

/** As much of Electron's ParentPort as is used here. */
type ParentPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
};

/** The port of this process; null when nobody started it as an engine. */
export function portOfThisProcess(): EnginePort | null {
  const parentPort = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
  if (parentPort !== undefined)
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      onClose: (listener) => parentPort.on('close', listener),
    };
  if (process.send === undefined) return null;
  return {
    // The host may be gone already; its absence is told by `disconnect`.
    post: (message) => void (process.connected && process.send?.(message, undefined, {}, () => undefined)),
    onMessage: (listener) => void process.on('message', listener),
    onClose: (listener) => void process.once('disconnect', listener),
  };
}
