// A line with chosen faults in a namespace of its own, and the truth about what it did to every packet.
// It works below IP, so no router, NAT or SIP ALG can tell; wire-relay.py carries the frames.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Network, wireInterfaces } from './network.ts';
import { type RelayReport, readTruth, type WireTruth } from './wire-truth.ts';

/** What happens one way. Ratios are 0..1. */
export interface DirectionFaults {
  /** Of every frame, also of those that get no other fault. */
  readonly delayMs?: number;
  /** On top of the delay: `uniform` 0..jitterMs, or `half-normal` with this standard deviation. */
  readonly jitterMs?: number;
  readonly jitterKind?: 'uniform' | 'half-normal';
  /** Without it a packet waits for those before it, as in a queue. */
  readonly mayOvertake?: boolean;
  /** Each packet for itself. */
  readonly lossRatio?: number;
  /** Loss in bursts (Gilbert 1960): chance to enter the state in which all is lost, and to leave it, a packet. */
  readonly burstEnterRatio?: number;
  readonly burstLeaveRatio?: number;
  readonly duplicateRatio?: number;
  /** Share of packets held back `reorderHoldMs` so that later ones pass: more than the time between two of them. */
  readonly reorderRatio?: number;
  readonly reorderHoldMs?: number;
  /** Packets to lose by their number: see `numberOffset`. */
  readonly dropNumbers?: readonly number[];
}

export interface WireFaults {
  /** Towards the server. */
  readonly up?: DirectionFaults;
  readonly down?: DirectionFaults;
  /** Faults for RTP only; else for all of UDP. What gets none (ARP, TCP ...) is only delayed. */
  readonly onlyRtp?: boolean;
  /**
   * Where a packet's number stands: offset of 32 bits, most significant byte first, in the UDP payload. Without it the
   * number is RTP's sequence number, which a server that echoes replaces by its own on the way down.
   */
  readonly numberOffset?: number | null;
  /** The same seed and packets make the same losses. */
  readonly seed?: number;
}

/** One setting of the wire, from the call that set it to `stop`. */
export interface WireRun {
  /** What happened to the packets so far; waits for those that are under way. Throws when the relay missed any. */
  truth(): Promise<WireTruth>;
  /** Takes the faults away. The truth can no longer be asked afterwards. */
  stop(): Promise<void>;
}

/** The relay of one network; it carries frames until it is closed. */
export interface WireRelay {
  set(faults: WireFaults): Promise<WireRun>;
  close(): Promise<void>;
}

const script = fileURLToPath(new URL('wire-relay.py', import.meta.url));

const completeDirection = (faults: DirectionFaults = {}): Required<DirectionFaults> => ({
  delayMs: 0,
  jitterMs: 0,
  jitterKind: 'uniform',
  mayOvertake: false,
  lossRatio: 0,
  burstEnterRatio: 0,
  burstLeaveRatio: 1,
  duplicateRatio: 0,
  reorderRatio: 0,
  reorderHoldMs: 30,
  dropNumbers: [],
  ...faults,
});

const complete = ({ up, down, ...rest }: WireFaults) => ({
  up: completeDirection(up),
  down: completeDirection(down),
  onlyRtp: false,
  numberOffset: null,
  seed: 1,
  ...rest,
});

/** Starts the process that carries the frames and returns once it does, without any fault yet. */
async function startProcess(network: Network) {
  const { near, far } = wireInterfaces;
  const first = JSON.stringify(complete({}));
  const [program = '', ...args] = network.on('wire', ['python3', script, near, far, first]);
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // A relay that has died tells by its output's end; the broken pipe adds nothing.
  child.stdin.on('error', () => undefined);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const nextAnswer = async (): Promise<unknown> => {
    const answer = await answers.next();
    if (answer.done === true) {
      await ended;
      throw new Error(`the wire's relay has ended: ${errors}`);
    }
    return JSON.parse(answer.value);
  };
  await nextAnswer();
  return {
    /** The relay answers in the order it is asked in. */
    ask: (command: object) => {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return nextAnswer();
    },
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}

/** Starts the relay of a network that was made with a wire. */
export async function startWire(network: Network): Promise<WireRelay> {
  const process = await startProcess(network);
  let current: object | null = null;
  const apply = async (faults: WireFaults) => {
    await process.ask({ do: 'set', wire: complete(faults) });
  };
  return {
    set: async (faults) => {
      await apply(faults);
      const run: WireRun = {
        truth: async () => {
          if (current !== run) throw new Error('the wire has another setting by now');
          return readTruth((await process.ask({ do: 'report' })) as RelayReport);
        },
        stop: async () => {
          if (current !== run) return;
          current = null;
          await apply({});
        },
      };
      current = run;
      return run;
    },
    close: process.end,
  };
}
