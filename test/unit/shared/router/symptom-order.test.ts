import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../../shared/router/advice-codes.ts';
import { type Symptom, symptomSchema } from '../../../../shared/router/symptom.ts';
import { orderForSymptom } from '../../../../shared/router/symptom-order.ts';

const adviceOf = (...codes: readonly Advice['code'][]): readonly Advice[] =>
  codes.map((code) => ({ code, params: {} }));
const ordered = (symptom: Symptom | null, ...codes: readonly Advice['code'][]) =>
  orderForSymptom(adviceOf(...codes), symptom).map(({ code }) => code);

const accused = [
  'turn-alg-off-here',
  'check-server-nat-settings',
  'check-again-after-change',
  'use-clean-path',
  'set-udp-timeout',
] as const;

describe('advice for somebody', () => {
  it.each([
    [
      'call-drops',
      [
        'turn-alg-off-here',
        'set-udp-timeout',
        'check-server-nat-settings',
        'check-again-after-change',
        'use-clean-path',
      ],
    ],
    [
      'does-not-ring',
      [
        'turn-alg-off-here',
        'set-udp-timeout',
        'check-server-nat-settings',
        'check-again-after-change',
        'use-clean-path',
      ],
    ],
    [
      'cannot-log-in',
      [
        'turn-alg-off-here',
        'use-clean-path',
        'check-server-nat-settings',
        'check-again-after-change',
        'set-udp-timeout',
      ],
    ],
    ['cannot-hear', accused],
    ['just-checking', accused],
    [null, accused],
  ] as const)('with %s is in this order', (symptom, codes) => {
    expect(ordered(symptom, ...accused)).toEqual(codes);
  });

  it.each(['stop-and-wait-for-ban', 'run-without-vpn', 'server-needs-nat-settings', 'ask-provider'] as const)(
    'keeps %s in front of what the symptom asks for',
    (code) => {
      expect(ordered('call-drops', code, 'turn-alg-off', 'set-keep-alive')).toEqual([
        code,
        'turn-alg-off',
        'set-keep-alive',
      ]);
    },
  );

  it('is not told to leave it on where something hurts', () => {
    expect(ordered('cannot-hear', 'leave-alg-on', 'turn-alg-off')).toEqual(['turn-alg-off']);
    expect(ordered('just-checking', 'leave-alg-on', 'turn-alg-off')).toEqual([
      'leave-alg-on',
      'turn-alg-off',
    ]);
  });

  it('loses and gains nothing else, and the report keeps its order', () => {
    const advice = adviceOf(...accused, 'way-around', 'way-around');
    const before = JSON.stringify(advice);
    for (const symptom of symptomSchema.options)
      expect(
        orderForSymptom(advice, symptom)
          .map(({ code }) => code)
          .toSorted(),
      ).toEqual(advice.map(({ code }) => code).toSorted());
    expect(JSON.stringify(advice)).toBe(before);
  });
});
