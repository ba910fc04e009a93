import { describe, expect, it } from 'vitest';
import { accusations, evidenceOfRule, judge, onlyEvidence } from '../../../../fakes/judge.ts';
import { ask, onSocketB, plain, portOf, secondPort } from '../../../../fakes/run-script.ts';

describe('reply-on-other-socket', () => {
  it('is proof when a reply with a filled rport arrives at the port that only the Via names', () => {
    expect(onlyEvidence('reply-on-other-socket', [ask('diverted', onSocketB)])).toMatchObject({
      direction: 'for',
      weight: 100,
      ruledOut: ['server-without-rport'],
      notRuledOut: [],
      changes: [{ field: 'arrival-port', sent: String(portOf('diverted')), got: String(secondPort) }],
    });
  });

  it('does not fire when the reply comes back to the sending socket', () => {
    const steps = [ask('diverted', plain)];
    expect(evidenceOfRule('reply-on-other-socket', steps)).toEqual([]);
    expect(onlyEvidence('diverted-clean', steps)).toMatchObject({ direction: 'against', weight: 0 });
  });

  it('does not fire when no reply comes at all', () => {
    expect(judge([ask('truthful', plain), ask('diverted')]).evidence.map(({ rule }) => rule)).not.toContain(
      'reply-on-other-socket',
    );
  });

  it('is neutral when the server does not fill in rport, for it then answers to the Via port by itself', () => {
    const steps = [ask('truthful', { rport: null }), ask('diverted', { ...onSocketB, rport: null })];
    expect(onlyEvidence('reply-on-other-socket', steps)).toMatchObject({
      direction: 'neutral',
      weight: 0,
      ruledOut: [],
      notRuledOut: ['server-without-rport'],
      changes: [],
    });
    expect(accusations(steps)).toEqual([]);
  });

  it('does not fire on a reply from another address', () => {
    const forged = { ...onSocketB, from: { address: '198.51.100.66', port: 5060 } };
    expect(accusations([ask('truthful', plain), ask('diverted', forged)])).toEqual([]);
  });

  it('does not fire when the replies on both sockets contradict each other', () => {
    const steps = [ask('diverted', { ...onSocketB, status: '200 OK' }, plain)];
    expect(evidenceOfRule('reply-on-other-socket', steps)).toEqual([]);
  });
});

describe('other-element-answers', () => {
  it.each([
    ['another program', { server: 'OtherProxy/2' }, 'server'],
    ['another realm', { realm: 'operator' }, 'realm'],
    ['compact header names', { usesCompactNames: true }, 'header-names'],
  ] as const)('is a weak trace when the other port shows %s', (_name, parts, field) => {
    const steps = [ask('truthful', plain), ask('alternative-port', parts)];
    const found = evidenceOfRule('other-element-answers', steps);
    expect(found.length).toBe(2);
    for (const item of found)
      expect(item).toMatchObject({ direction: 'for', weight: 25, notRuledOut: ['operator-proxy'] });
    expect(found[0]?.changes.map((change) => change.field)).toEqual([field]);
    expect(judge(steps)).toMatchObject({ level: 'possible', reason: 'traces-only', score: 25 });
  });

  it.each([
    ['the same program answers', [ask('truthful', plain), ask('alternative-port', plain)]],
    ['the other port stays silent', [ask('truthful', plain), ask('alternative-port')]],
    ['only TCP answers in another way', [ask('truthful', plain), ask('tcp', { server: 'OtherProxy/2' })]],
    [
      'a proxy of the operator shows only in Record-Route',
      [
        ask('truthful', { extraLines: ['Record-Route: <sip:198.51.100.3;lr>'] }),
        ask('alternative-port', plain),
      ],
    ],
  ] as const)('does not fire on the main path when %s', (_name, steps) => {
    const main = evidenceOfRule('other-element-answers', steps).filter(
      ({ path }) => path.transport === 'udp' && path.port === 5060,
    );
    expect(main).toEqual([]);
  });

  it('never adds up to more than "possible", whatever else differs', () => {
    const other = { server: 'OtherProxy/2', realm: 'x', usesCompactNames: true } as const;
    const steps = [ask('truthful', plain), ask('alternative-port', other), ask('diverted', plain)];
    expect(judge(steps).level).toBe('possible');
  });
});
