import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registrationSeconds } from '../../../../shared/dialog/registration-seconds.ts';
import type { ObservationOf } from '../../../../shared/observation/observation.ts';
import { ownContact, publicContact, register } from '../../../fakes/account-steps.ts';
import { buildRun } from '../../../fakes/run-script.ts';

type Registration = ObservationOf<'registration'>;

/** The registrations of a run whose first one got this answer. */
function secondsOf(bytes: string, parts: Partial<Registration> = {}): number | null {
  const received = { direction: 'received' as const, sinceStartMs: 20, bytes };
  return registrationSeconds(
    buildRun([register()]).map((o) =>
      o.kind === 'registration' && o.step === 'bind'
        ? { ...o, messages: [...o.messages, received], ...parts }
        : o,
    ),
  );
}

const ok = (...fields: readonly string[]): string => ['SIP/2.0 200 OK', ...fields, '', ''].join('\r\n');

describe('how long a registration lasts', () => {
  it.each([
    ['what was granted for our Contact', ok(`Contact: <${ownContact}>;expires=120`), 120],
    ['what was granted for all', ok(`Contact: <${ownContact}>`, 'Expires: 90'), 90],
    ['the parameter rather than the field', ok(`Contact: <${ownContact}>;expires=120`, 'Expires: 90'), 120],
    ['the compact form', ok(`m: <${ownContact}>;expires=75`), 75],
    [
      "a phone's rather than ours",
      ok(`Contact: <sip:desk@10.0.0.9>;expires=40, <${ownContact}>;expires=60`),
      40,
    ],
    [
      "the longest of two phones'",
      ok('Contact: <sip:a@10.0.0.9>;expires=40', 'Contact: <sip:b@10.0.0.8>;expires=3000'),
      3000,
    ],
    ['ours also when its address was changed', ok(`Contact: <${publicContact}>;expires=60`), 60],
  ])('is %s', (_name, bytes, seconds) => {
    expect(secondsOf(bytes)).toBe(seconds);
  });

  it.each([
    ['nothing was answered', ''],
    ['it was refused', ok(`Contact: <${ownContact}>;expires=120`).replace('200 OK', '403 Forbidden')],
    ['no answer tells', ok(`Contact: <${ownContact}>`)],
    ['it is no number', ok(`Contact: <${ownContact}>;expires=soon`)],
    ['it is over', ok(`Contact: <${ownContact}>;expires=0`)],
    ['it is beyond all reason', ok(`Contact: <${ownContact}>;expires=4294967295`)],
    ['it is negative', ok(`Contact: <${ownContact}>;expires=-5`)],
  ])('is not known where %s', (_name, bytes) => {
    expect(secondsOf(bytes)).toBeNull();
  });

  it('is not told by a request of ours, nor by a release', () => {
    const asked = `REGISTER sip:pbx.example SIP/2.0\r\nContact: <${ownContact}>;expires=60\r\n\r\n`;
    expect(secondsOf(asked)).toBeNull();
    expect(secondsOf(ok('Contact: <sip:desk@10.0.0.9>;expires=99'), { step: 'release' })).toBeNull();
  });

  it('is a time or nothing, whatever bytes came', () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 300 });
    fc.assert(
      fc.property(bytes, (codes) => {
        const seconds = secondsOf(ok(`Contact: ${String.fromCharCode(...codes)}`));
        expect(seconds === null || (Number.isInteger(seconds) && seconds > 0)).toBe(true);
      }),
    );
  });
});
