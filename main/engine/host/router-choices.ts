// Which router a person said they have, kept for the box it was said about. The file holds no hardware address and no
// part of one: only a salted hash cut to 24 bits. A longer one could be turned back by trying all addresses of a maker
// (2^24, a second's work); of this one, some sixteen million addresses of all makers fit each value, and two routers
// of one person still do not get mixed up.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { slugSchema } from '../../../shared/router/catalogue-text.ts';
import { smallStateFile } from './small-state-file.ts';

const fileName = 'router-choices';
const keyHexDigits = 6;
const saltLength = 32;
/** Homes, offices, customers' places; the oldest choice goes first. */
const mostChoices = 50;

const choicesSchema = z.strictObject({
  version: z.literal(1),
  salt: z.string().regex(/^[a-z\d]{32}$/),
  /** The newest last. */
  choices: z
    .array(z.strictObject({ key: z.string().regex(/^[\da-f]{6}$/), router: slugSchema }))
    .max(mostChoices),
});

export type RouterChoices = {
  /** The choice for a hardware address (twelve hex digits); null where there is none. */
  of(hardwareAddress: string): Promise<string | null>;
  /** True when the choice is on the disk. */
  keep(hardwareAddress: string, router: string): Promise<boolean>;
  /** True when nothing is left. */
  forget(): Promise<boolean>;
};

/** The choices in the state folder; read anew each time, because they are asked for seldom. */
export function routerChoices(folder: string, ids: IdSource): RouterChoices {
  const file = smallStateFile(folder, fileName, choicesSchema, ids);
  return {
    of: async (hardwareAddress) => {
      const known = await file.read();
      const key = known === null ? null : keyOf(known.salt, hardwareAddress);
      return known?.choices.findLast((choice) => choice.key === key)?.router ?? null;
    },
    keep: async (hardwareAddress, router) => {
      const known = (await file.read()) ?? { version: 1, salt: ids.token(saltLength), choices: [] };
      const key = keyOf(known.salt, hardwareAddress);
      const others = known.choices.filter((choice) => choice.key !== key);
      return file.write({ ...known, choices: [...others, { key, router }].slice(-mostChoices) });
    },
    forget: () => file.remove(),
  };
}

const keyOf = (salt: string, hardwareAddress: string): string =>
  createHmac('sha256', salt).update(hardwareAddress).digest('hex').slice(0, keyHexDigits);
