// One message of a report as a packet file knows it.
import type { Endpoint } from '../../base/address.ts';
import type { Path } from '../../observation/path.ts';

/** With both ends. */
export type PlacedPacket = Packet & { readonly to: Endpoint };

export type Packet = {
  /** Since 1970, ms. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  readonly transport: Path['transport'];
  readonly from: Endpoint;
  /** Null where the report does not tell which socket it came to. */
  readonly to: Endpoint | null;
  readonly bytes: Uint8Array;
  /** Of the whole message; more than `bytes` holds when the report kept only its beginning. */
  readonly sizeBytes: number;
};
