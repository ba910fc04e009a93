// Asks one address who it is, and no other: what a device points to elsewhere is recorded and left alone.
import { bytesToLatin1 } from '../../../shared/base/bytes.ts';
import type { DeviceFields } from '../../../shared/observation/gateway.ts';
import type { Fact, ObservationOf } from '../../../shared/observation/observation.ts';
import {
  askHttp,
  type HttpAnswer,
  type HttpFault,
  type HttpQuestion,
} from '../../io/gateway-look/http-ask.ts';
import type { GatewayPorts } from '../../io/gateway-look/ports.ts';
import { nodeHash } from '../../io/hash.ts';

export type GatewayAsk = {
  readonly address: string;
  readonly localAddress: string;
  readonly ports: GatewayPorts;
  readonly signal: AbortSignal;
};

export type Answer = Pick<ObservationOf<'gateway-answer'>, 'source' | 'outcome'> & {
  readonly fields: DeviceFields;
  readonly sizeBytes?: number;
};

/** Most HTTP requests that one look sends. */
const mostRequests = 8;

/** What all questions of one look share: the address, the number of requests left, the record. */
export type Asker = GatewayAsk & {
  readonly facts: readonly Fact[];
  /** Notes an answer with the time since the question. */
  note(answer: Answer, askedAtMs: number): void;
  /** One request; null when there were too many already. */
  get(what: Partial<HttpQuestion> & { readonly path: string; readonly port: number }): Promise<Got>;
};

export type Got =
  | { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: HttpFault | 'spent' };

const usual = { isSecure: false, action: null, timeLimitMs: 1500, maxBytes: 256 * 1024 } as const;

/** A device's text; a byte that is no UTF-8 becomes a mark of replacement, never an error. */
const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

export function createAsker(ask: GatewayAsk, nowMs: () => number): Asker {
  const facts: Fact[] = [];
  let left = mostRequests;
  return {
    ...ask,
    facts,
    note: ({ source, outcome, fields, sizeBytes = 0 }, askedAtMs) => {
      const tookMs = Math.max(0, Math.round((nowMs() - askedAtMs) * 10) / 10);
      facts.push({ kind: 'gateway-answer', source, outcome, tookMs, sizeBytes, fields });
    },
    get: async (what) => {
      if (left <= 0 || ask.signal.aborted) return { kind: 'fault', fault: 'spent' };
      left -= 1;
      const got = await askHttp({ ...usual, address: ask.address, signal: ask.signal, ...what });
      return got.ok
        ? { kind: 'answer', answer: got.value, text: decode(got.value.body) }
        : { kind: 'fault', fault: got.error };
    },
  };
}

/** What a fault is called in a report; null for a question that was never sent. */
export const outcomeOfFault = (fault: HttpFault | 'spent'): Answer['outcome'] | null =>
  fault === 'spent' ? null : fault;

/** MD5 of an icon as the catalogue and the public lists have it; it protects nothing. */
export const iconHash = (body: Uint8Array): string => nodeHash('MD5', bytesToLatin1(body));

/** An address that a device names, when it is on the device itself; else its host, for the record. */
export function placeOf(
  text: string,
  base: string,
  address: string,
): { readonly here: URL } | { readonly elsewhere: string } {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    return { elsewhere: 'not an address' };
  }
  const isHere =
    url.hostname === address &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '';
  return isHere ? { here: url } : { elsewhere: url.hostname === '' ? url.protocol : url.hostname };
}

/** The port of an address, also where it goes without saying. */
export const portOf = (url: URL): number =>
  url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
