// Every number the verdict turns on, with where it comes from and what changes for the user when it moves.

/** Weight of a class-A finding: by itself proof, once its guards have passed. */
export const proofWeight = 100;

/** ours: an edit-like trace without a control. Alone it reads "possible"; two of them never reach "likely". */
export const traceWeight = 40;

/** ours: another element seems to answer on this path. An operator's own proxy looks the same. */
export const otherElementWeight = 25;

/** Score from which a path is "possible". Lower would turn noise into worry. */
export const possibleScore = 20;

/** ours: highest score without class-A evidence, one below "likely" (60): traces add up to suspicion, not to an accusation. */
export const tracesCeiling = 59;

/** Class-A findings that must agree before "confirmed": the same one twice, or two different probes. */
export const findingsForConfirmed = 2;

/** Packets that a call must have sent before its silence means anything; ours: one second of sound. */
export const fewestPackets = 50;

/** Leading packets that a server drops while it learns where a phone is: Asterisk wants four in a row (strictrtp; measured). */
export const learningPackets = 4;

/** Confidence (0..1) by what was seen; ours, ordered by how much evidence could still overturn it. */
export const confidences = {
  confirmed: 0.95,
  confirmedPerExtraFinding: 0.01,
  confirmedMost: 0.99,
  likely: 0.8,
  possible: 0.4,
  unlikely: 0.7,
  unlikelyPerCleanProbe: 0.07,
  /** Only a clean INVITE through a responder of ours would make it full. */
  unlikelyMost: 0.92,
  blocked: 0.85,
  notApplicable: 0.9,
} as const;
