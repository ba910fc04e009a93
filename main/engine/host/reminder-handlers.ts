// A wish to check again in a week: kept in a file, shown when the window is next open after that day.
import type { Clock } from '../../../shared/base/clock.ts';
import type { IdSource } from '../../../shared/base/id-source.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { type Reminder, reminderSchema } from '../../../shared/ipc/reminder.ts';
import type { Handlers } from './handler-types.ts';
import type { RunKeeper } from './run-keeper.ts';
import { smallStateFile } from './small-state-file.ts';

export type ReminderHandlerDeps = {
  readonly folder: string;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly run: Pick<RunKeeper, 'state'>;
};

type ReminderMethods = Pick<Handlers, Extract<keyof Handlers, `reminder.${string}`>>;

const fileName = 'reminder';
/** Updates and resets that switch an ALG on again come within days. */
const weekMs = 7 * 86_400_000;

export type ReminderPart = {
  readonly handlers: ReminderMethods;
  /** A check of that server begins: a wish that was due has come true. */
  readonly checkBegins: (server: string) => Promise<void>;
};

/** The methods `reminder.*`. */
export function createReminderPart({ folder, clock, ids, run }: ReminderHandlerDeps): ReminderPart {
  const file = smallStateFile(folder, fileName, reminderSchema, ids);
  const isDue = ({ dueAt }: Reminder): boolean => Date.parse(dueAt) <= clock.wallMs();
  return {
    checkBegins: async (server) => {
      const reminder = await file.read();
      const isThisOne = reminder?.server.toLowerCase() === server.toLowerCase();
      if (reminder !== null && isThisOne && isDue(reminder)) await file.remove();
    },
    handlers: {
      'reminder.read': async () => {
        const reminder = await file.read();
        return ok(reminder === null ? null : { ...reminder, isDue: isDue(reminder) });
      },
      'reminder.set': async () => {
        const state = run.state();
        if (state.phase !== 'done' || state.request.demo !== null)
          return err({ code: 'not-found', message: 'No check has finished.' });
        const reminder: Reminder = {
          server: state.request.server,
          port: state.request.port,
          checkedAt: state.report.createdAt,
          dueAt: new Date(clock.wallMs() + weekMs).toISOString(),
        };
        return (await file.write(reminder))
          ? ok(reminder)
          : err({ code: 'not-writable', message: 'The reminder could not be kept.' });
      },
      'reminder.forget': async () =>
        (await file.remove())
          ? ok({})
          : err({ code: 'not-writable', message: 'The reminder could not be removed.' }),
    },
  };
}
