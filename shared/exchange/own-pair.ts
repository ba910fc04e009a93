// The three readings of `received` and `rport` that everything else builds on.
import { sameAddress } from '../base/address.ts';
import type { Exchange } from './exchange.ts';

/** What the server appears to have seen as the source of a request. */
export type SourceSeen =
  /** Our own address and port, although only a server without a NAT between could see them. */
  | 'own-pair'
  /** Our own address with another port: not what a path without NAT looks like either. */
  | 'own-address-only'
  /** Another address: the mapping that a NAT gave us. */
  | 'translated'
  /** No `received`: the server found Via and source alike (RFC 3261 18.2.1), or does not add it. */
  | 'not-stated';

/** Reads the source that the answer of an exchange reports; null without an answer. */
export function sourceSeen(exchange: Exchange): SourceSeen | null {
  const { answer, local } = exchange;
  if (answer === null || local === null) return null;
  const { received, rport } = answer.echo;
  if (received === null) return 'not-stated';
  if (!sameAddress(received, local.address)) return 'translated';
  return rport === local.port ? 'own-pair' : 'own-address-only';
}

/** The address and port a NAT gave to the flow of this exchange; null when the answer shows none. */
export function mappingSeen(exchange: Exchange): { readonly address: string; readonly port: number } | null {
  if (sourceSeen(exchange) !== 'translated') return null;
  const { received, rport } = exchange.answer?.echo ?? { received: null, rport: null };
  return received === null || rport === null ? null : { address: received, port: rport };
}
