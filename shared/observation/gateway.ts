// What this computer knows about the router in front of it, and what that router answered when it was asked who it is.
// Texts are a stranger's: made plain before they are recorded, and refused in a report where they are not. Serial
// numbers, device ids, network names and the second half of hardware addresses are never recorded.
import { z } from 'zod';
import { isPlainText } from '../base/plain-text.ts';
import { addressText, at, interfaceKindSchema } from './parts.ts';

/** Longest text of a device that is kept, characters. */
export const maxDeviceTextChars = 128;

const deviceText = z
  .string()
  .min(1)
  .max(maxDeviceTextChars)
  .refine(isPlainText, 'plain text: no markup, control or direction characters');

export const gatewaySchema = z.strictObject({
  ...at,
  kind: z.literal('gateway'),
  /** `none`: the server is reached without a gateway; `unknown`: the system did not say. */
  state: z.enum(['found', 'none', 'unknown']),
  address: addressText.nullable(),
  /** The one that was asked: the same, or the IPv4 address beside an IPv6 one. */
  ipv4Address: addressText.nullable(),
  /** 0 is the default route, 32 or 128 a route to this server alone. */
  routePrefixBits: z.int().min(0).max(128).nullable(),
  interfaceName: z.string().max(64).nullable(),
  link: interfaceKindSchema,
  /** Of a wireless link. */
  signalPercent: z.int().min(0).max(100).nullable(),
  /** First three octets of its hardware address, `38:10:d5`. */
  macPrefix: z
    .string()
    .regex(/^[\da-f]{2}(?::[\da-f]{2}){2}$/)
    .nullable(),
  /** `local`: chosen by software, no vendor's; `redundant`: of a pair that stands in for each other. */
  macKind: z.enum(['registered', 'local', 'redundant']).nullable(),
  /** Holder of the address block in the IEEE registry, of those that the catalogue knows. */
  hardwareVendor: deviceText.nullable(),
});

export const gatewaySourceSchema = z.enum([
  'ssdp',
  'igd-description',
  'external-address',
  'tr064-description',
  'box-info',
  'web-page',
  'secure-web-page',
  'icon',
]);
/** What was asked of the router. */
export type GatewaySource = z.infer<typeof gatewaySourceSchema>;

export const deviceFieldSchema = z.enum([
  'manufacturer',
  'modelName',
  'modelNumber',
  'modelDescription',
  'friendlyName',
  'firmware',
  'server',
  'realm',
  'title',
  'certificateSubject',
  'iconMd5',
  'externalAddress',
  /** Host that an answer pointed to and that was not asked, because it is another one. */
  'elsewhere',
]);
export type DeviceField = z.infer<typeof deviceFieldSchema>;

export const gatewayAnswerSchema = z.strictObject({
  ...at,
  kind: z.literal('gateway-answer'),
  source: gatewaySourceSchema,
  /** `elsewhere`: it named another host; `too-slow`: it began and did not end in time. */
  outcome: z.enum(['answered', 'silent', 'failed', 'too-large', 'too-slow', 'unreadable', 'elsewhere']),
  tookMs: z.number().min(0).max(60_000),
  sizeBytes: z.int().min(0).max(10_000_000),
  fields: z.partialRecord(deviceFieldSchema, deviceText),
});
export type DeviceFields = Readonly<z.infer<typeof gatewayAnswerSchema>['fields']>;
