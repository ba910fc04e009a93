// A wish to check again later. The host keeps it; the window shows it when it is next open after that day. Nothing runs
// in between.
import { z } from 'zod';
import { serverNameSchema } from '../profile/profile.ts';

const nothing = z.strictObject({});

export const reminderSchema = z.strictObject({
  server: serverNameSchema,
  /** As it was asked for; null: as the name's service record says. */
  port: z.int().min(1).max(65535).nullable(),
  /** The check after which the person asked for it. */
  checkedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
});
export type Reminder = Readonly<z.infer<typeof reminderSchema>>;

export const reminderMethods = {
  /** Null when nothing is to be remembered. */
  'reminder.read': {
    request: nothing,
    response: reminderSchema.extend({ isDue: z.boolean() }).nullable(),
  },
  /** In a week, about the server of the finished check; takes the place of an earlier one. */
  'reminder.set': { request: nothing, response: reminderSchema },
  'reminder.forget': { request: nothing, response: nothing },
} as const;
