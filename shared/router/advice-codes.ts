// Advice that needs to know the router, beside what the verdict alone can say.
import { z } from 'zod';
import { adviceCodeSchema, adviceParamsSchema } from '../verdict/advice.ts';

export const routerAdviceCodeSchema = z.enum([
  /** `router`, `name`, `list`: the steps of this list of the catalogue. */
  'turn-alg-off-here',
  /** `router`, `name`: recognised, but no source shows the place of its switch. */
  'find-setting-here',
  /** `router`, `name`, `provider`: the box is the provider's; a text to send belongs to it. */
  'ask-provider',
  /** `router`, `name`: no source knows a way to switch it off. */
  'alg-stays-here',
  /** `router`, `name`: as delivered it has none, or it is off. */
  'look-beyond-this-router',
  'start-at-outer-router',
  'check-outer-router',
  'carrier-translates',
  /** `way`: a way around that the catalogue names for this router. */
  'way-around',
  'leave-alg-on',
  'line-is-the-problem',
  /** `router`, `name`, `seconds`: how long it should keep an idle UDP mapping. */
  'set-udp-timeout',
  /** `seconds`: how often the phone should send something. */
  'set-keep-alive',
]);

export const adviceSchema = z.strictObject({
  code: z.enum([...adviceCodeSchema.options, ...routerAdviceCodeSchema.options]),
  params: adviceParamsSchema,
});
export type Advice = Readonly<z.infer<typeof adviceSchema>>;
