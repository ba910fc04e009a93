// What the front door of a router's own page shows before anybody logs in.
import type { DeviceFields } from '../../observation/gateway.ts';
import { deviceFields } from './device-fields.ts';

export type WebAnswer = {
  readonly server: string | null;
  /** WWW-Authenticate. */
  readonly challenge: string | null;
  readonly body: string;
  /** `CN=...,O=...`; null without TLS. */
  readonly certificateSubject: string | null;
};

// Bounded, so that a page of open tags costs no more than its length.
const title = /<title(?:\s[^>]{0,200})?>([^<]{1,300})/i;
const realm = /\brealm\s*=\s*(?:"([^"]{0,300})"|([^\s",]{1,300}))/i;

/** Server, realm, title and certificate subject, as far as there are any. */
export function readWebAnswer({ server, challenge, body, certificateSubject }: WebAnswer): DeviceFields {
  const [, quoted, bare] = realm.exec(challenge ?? '') ?? [];
  return deviceFields({
    server,
    realm: quoted ?? bare ?? null,
    title: title.exec(body)?.[1] ?? null,
    certificateSubject,
  });
}
