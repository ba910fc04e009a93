// What a word of the catalogue may hold. Vendor files are written by many hands and shown as they are, so the
// schema itself keeps out what could change how the text around it is read or drawn.
import { z } from 'zod';
import { isPlainText } from '../base/plain-text.ts';

const plainText = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine(isPlainText, 'plain text: no markup, control or direction characters');

/** A word or title as a device or a page shows it. */
export const labelSchema = plainText(100);

/** One line as typed into a console. */
export const commandSchema = plainText(160);

/** Text for whoever keeps the catalogue; never shown. */
export const remarkSchema = plainText(240);

/** Text to compare with, ignoring case; `*` stands for any run of characters. It says more than `*` alone. */
export const patternSchema = plainText(80).refine((text) => /[^*\s]/.test(text), 'more than wildcards');

/** An absolute http or https address without user name or password. */
export const webAddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine(
    (url) => isPlainText(url) && /^https?:\/\/[^/?#@\s]+(?:[/?#]|$)/i.test(url),
    'an http or https address',
  );

/** The path part of a page on the device itself, such as `/mdc`. */
export const pagePathSchema = z
  .string()
  .max(60)
  .regex(/^(?:\/\w[\w.-]*)+$/, 'a path of words with . _ -');

/** Lower-case words joined by single hyphens. */
export const slugSchema = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
