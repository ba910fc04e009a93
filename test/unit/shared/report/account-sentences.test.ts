import { describe, expect, it } from 'vitest';
import {
  callOutcomeSchema,
  readbackOutcomeSchema,
  registrationOutcomeSchema,
  sdpFaultSchema,
} from '../../../../shared/observation/account.ts';
import { budgetOf } from '../../../../shared/report/budget.ts';
import { verdictReplays } from '../../../../shared/report/build-report.ts';
import { parseReport } from '../../../../shared/report/report.ts';
import { outcomeSentence } from '../../../../shared/report/text/account-sentences.ts';
import { renderReport } from '../../../../shared/report/text/render.ts';
import { call, publicContact, readback, register } from '../../../fakes/account-steps.ts';
import { reportOf } from '../../../fakes/report.ts';
import { ask, buildRun, ownPair } from '../../../fakes/run-script.ts';

const plainSentence = /^[A-Z][^.!?]*\.(?: [A-Z][^.!?]*\.)?$/;

describe('the sentence about an outcome', () => {
  const outcomes = [
    ...registrationOutcomeSchema.options,
    ...callOutcomeSchema.options,
    ...readbackOutcomeSchema.options,
  ];

  it.each([...new Set(outcomes)])('%s is one or two plain ones', (outcome) => {
    expect(outcomeSentence({ outcome, detail: null, statusCode: null })).toMatch(plainSentence);
  });

  it.each(sdpFaultSchema.options)('tells what is wrong with the sound: %s', (detail) => {
    const sentence = outcomeSentence({ outcome: 'bad-answer', detail, statusCode: 200 });
    expect(sentence).toMatch(/^The call was answered, but its sound cannot be used\. Its? .*\.$/);
  });

  it('names the status that the server gave', () => {
    expect(outcomeSentence({ outcome: 'busy', detail: null, statusCode: 486 })).toBe(
      'The extension is busy (status 486).',
    );
  });
});

describe('the sentence about a call', () => {
  it.each([
    ['them', 'udp/5060 call 600: The call was answered. The other end hung up.'],
    ['us', 'udp/5060 call 600: The call was answered.'],
  ] as const)('that was ended by %s', (endedBy, line) => {
    const run = buildRun([ask('truthful', ownPair), call()], { mode: 'probe-user' });
    const ended = run.map((o) => (o.kind === 'call' ? { ...o, endedBy } : o));
    expect(renderReport(reportOf(ended)).split('\n')).toContain(`  ${line}`);
  });
});

describe('a report with an account', () => {
  const steps = [ask('truthful', ownPair), register({ stored: publicContact }), readback(), call()];
  const observations = buildRun(steps, { mode: 'probe-user' });
  const report = reportOf(observations);

  it('can be read again and replays', () => {
    const again = parseReport(JSON.stringify(report));
    expect(again.ok && verdictReplays(again.value)).toBe(true);
  });

  it('says what was done with the account, and what changed', () => {
    const text = renderReport(report);
    expect(text).toContain('udp/5060 registration: The server did what was asked.');
    expect(text).toContain('udp/5060 call 600: The call was answered.');
    expect(text).toContain('contact-host: sent [192.168.1.10], the server has [203.0.113.2]');
  });

  it('counts its requests', () => {
    expect(budgetOf(observations)).toEqual({ requestsSent: 5, newFlows: 2, strikesSuspected: 0 });
  });
});
