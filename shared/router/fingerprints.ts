// How a router can be told apart without logging in: names and strings only, no judgement.
import { z } from 'zod';
import { labelSchema, patternSchema } from './catalogue-text.ts';
import { sourceRefsSchema } from './steps.ts';

const patterns = z.array(patternSchema).max(12).default([]);

export const fingerprintsSchema = z.strictObject({
  /** Names in the IEEE registry of MAC address blocks, exact. */
  ouiVendors: z.array(labelSchema).max(12).default([]),
  /** UPnP device description and SSDP. */
  upnpManufacturers: patterns,
  upnpServers: patterns,
  /** HTTP of the router's own page. */
  httpRealms: patterns,
  httpTitles: patterns,
  httpServers: patterns,
  certificateSubjects: patterns,
  /** MD5 of /favicon.ico, lower-case hex. */
  faviconMd5: z
    .array(z.string().regex(/^[0-9a-f]{32}$/))
    .max(4)
    .default([]),
  /** Names that resolve to it on its own network. */
  hostNames: patterns,
  /** Model and firmware can be read from its TR-064 description without a password. */
  tr064: z.boolean().default(false),
  /** Beside the registry of MAC address blocks, which every vendor name was looked up in. */
  sources: sourceRefsSchema.default([]),
});
