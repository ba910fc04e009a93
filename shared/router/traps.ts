// What goes wrong on the way, as codes with parameters.
import { z } from 'zod';
import { labelSchema } from './catalogue-text.ts';
import { menuSchema } from './steps.ts';

const plainTrapSchema = z.strictObject({
  code: z.enum([
    /** The box is about switching off: ticked means the ALG is off. */
    'negative-box',
    /** Two switches or mechanisms; both must be off. */
    'two-switches',
    /** A rule or policy can bring it back whatever the general switch says. */
    'also-per-rule',
    'comes-back-after-update',
    'controller-overwrites',
    /** Firmware is the provider's, which can hide the page or put the setting back. */
    'provider-firmware',
    'operator-login',
    'needs-restart',
    'restart-phones',
    /** Running connections keep the old treatment until they end or are cleared. */
    'old-connections-keep-it',
    /** Off can mean that port 5060 is blocked: test at once, and put it back if phones stop registering. */
    'off-may-block-sip',
    /** Makers or firmware differ about which value means off. */
    'meaning-varies',
    'console-only',
    'app-only',
    'cloud-only',
    'hidden-page',
    /** An optional part that somebody must have installed or configured. */
    'only-if-added',
    /** Opens ports and keeps them longer, but leaves the messages alone. */
    'does-not-rewrite',
    /** Source ports are rewritten as usual with NAT, which is not an ALG. */
    'rewrites-source-port',
    'not-in-access-point-mode',
    'carrier-nat',
    /** Guides name a switch that is not there. */
    'guides-invent-switch',
    'guides-disagree',
    /** Guides also lower the firewall or other protocols: not needed. */
    'leave-firewall-on',
    'maker-advises-on',
    'must-be-off-with-stun',
    'own-telephony',
    'same-hardware-many-names',
    /** The port or transport it looks at can be set, so another port is no way around by itself. */
    'ports-can-be-set',
  ]),
});

/** Another setting that belongs with it, as the sources have it. */
const alsoSetSchema = z.strictObject({ code: z.literal('also-set'), menu: menuSchema, value: labelSchema });

/** The only port the ALG looks at; another one goes past it. */
const watchesPortSchema = z.strictObject({
  code: z.literal('watches-port'),
  transport: z.enum(['udp', 'tcp']),
  port: z.int().min(1).max(65535),
});

export const trapSchema = z.discriminatedUnion('code', [plainTrapSchema, alsoSetSchema, watchesPortSchema]);
