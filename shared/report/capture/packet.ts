// One message of a report as a packet file knows it.
import type { Endpoint } from '../../base/address.ts';
import type { Path } from '../../observation/path.ts';

export type Packet = {
  /** Since 1970, ms. */
  readonly atMs: number;
  readonly direction: 'sent' | 'received';
  readonly transport: Path['transport'];
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly bytes: Uint8Array;
  /** Of the whole message; more than `bytes` holds when the report kept only its beginning. */
  readonly sizeBytes: number;
};
