// The account a user was given for a check: read from a file of its own, never from a profile or a command line, and
// never written anywhere. No message of this file quotes what it read.
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { probeUserSchema } from './profile.ts';

/** Largest account file that is read, bytes. */
export const maxAccountBytes = 4096;

const accountSchema = z.strictObject({
  username: probeUserSchema,
  password: z.string().min(1).max(256),
  /** The password is used for this realm alone; without it for whatever realm the server names. RFC 3261 22.1. */
  realm: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^"\\\u0000-\u001f\u007f]*$/, 'text without quotes')
    .optional(),
});

/** An account in memory. */
export type Account = {
  readonly username: string;
  readonly password: string;
  readonly realm: string | null;
};

/** Reads `{"username", "password", "realm"?}`; the error is one sentence that names the field and quotes no value. */
export function parseAccount(text: string): Result<Account, string> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const parsed = accountSchema.safeParse(json.value);
  if (parsed.success) return ok({ ...parsed.data, realm: parsed.data.realm ?? null });
  const field = parsed.error.issues[0]?.path.join('.') ?? '';
  return err(
    field === ''
      ? 'It must hold "username", "password" and perhaps "realm", and nothing else.'
      : `Its "${field}" cannot be used.`,
  );
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err('It is not JSON.');
  }
}
