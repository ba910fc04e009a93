/** Anything with a socket in it. */
type Closable = { close(): void };

/** Holds the open flows of a run and closes them together. */
export type FlowKeeper = {
  /** False when the run is over already: the flow, which opened too late, was closed at once. */
  keep(flow: Closable): boolean;
  close(): void;
};

/** A keeper without flows. */
export function createFlowKeeper(): FlowKeeper {
  const flows: Closable[] = [];
  let isClosed = false;
  return {
    keep(flow) {
      if (isClosed) flow.close();
      else flows.push(flow);
      return !isClosed;
    },
    close() {
      isClosed = true;
      for (const flow of flows) flow.close();
    },
  };
}
