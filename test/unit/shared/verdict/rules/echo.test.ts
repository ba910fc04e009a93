import { describe, expect, it } from 'vitest';
import { accusations, evidenceOfRule, judge, onlyEvidence } from '../../../../fakes/judge.ts';
import { ask, mappedPort, plain, portOf, secondPort } from '../../../../fakes/run-script.ts';
import type { ReplyParts } from '../../../../fakes/server-reply.ts';

const mapped = mappedPort(portOf('truthful'));

describe('echo-edited', () => {
  it.each([
    ['Via host', { viaHost: '203.0.113.2' }, 'via-host', '192.168.1.10', '203.0.113.2'],
    ['Via port', { viaPort: mapped }, 'via-port', '40001', String(mapped)],
    ['From host', { fromHost: '203.0.113.2' }, 'from-host', '192.168.1.10', '203.0.113.2'],
    ['Call-ID', { callId: 'token1@203.0.113.2' }, 'call-id', 'token1@192.168.1.10', 'token1@203.0.113.2'],
    [
      'display name',
      { fromDisplay: 'check 203.0.113.2' },
      'from-display',
      'check 192.168.1.10',
      'check 203.0.113.2',
    ],
    ['From port', { fromPort: mapped }, 'from-port', '40001', String(mapped)],
  ] as const)('is proof when the NAT address or port came into the %s', (_name, parts, field, sent, got) => {
    const found = onlyEvidence('echo-edited', [ask('truthful', parts)]);
    expect(found).toMatchObject({ direction: 'for', weight: 100, ruledOut: ['server-reprints-fields'] });
    expect(found.changes).toEqual([{ field, sent, got }]);
  });

  it.each([
    ['via-host', { viaHost: '198.51.100.9' }],
    ['via-port', { viaPort: 5099 }],
    ['via-branch', { branch: 'z9hG4bKother' }],
    ['call-id', { callId: 'token1@198.51.100.9' }],
    ['cseq', { cseq: '7 OPTIONS' }],
    ['from-tag', { fromTag: 'other' }],
  ] as const)('is a trace when %s changed to something unknown and nothing was compared', (field, parts) => {
    const found = onlyEvidence('echo-edited', [ask('truthful', parts)]);
    expect(found).toMatchObject({ weight: 40, notRuledOut: ['server-reprints-fields'], control: [] });
    expect(found.changes.map((change) => change.field)).toEqual([field]);
  });

  it('is proof when the same server left the field alone on another path, which it names as control', () => {
    const steps = [ask('truthful', { viaHost: '198.51.100.9' }), ask('alternative-port', plain)];
    const found = onlyEvidence('echo-edited', steps);
    expect(found.weight).toBe(100);
    const alive = judge(steps).coverage.find(({ probe }) => probe === 'alternative-port');
    expect(found.control.length).toBe(2);
    expect(alive?.result).toBe('clean');
  });

  it('is proof when the same server left the field of the decoy alone on the same path', () => {
    const steps = [ask('truthful', { viaHost: '198.51.100.9' }), ask('decoy', plain)];
    expect(onlyEvidence('echo-edited', steps).weight).toBe(100);
  });

  it.each([
    ['another program answers there', { server: 'Kamailio 5.7' }],
    ['another realm is asked for there', { realm: 'operator' }],
  ] as const)('holds an answer as no control when %s', (_name, other: ReplyParts) => {
    const steps = [ask('truthful', { viaHost: '198.51.100.9' }), ask('alternative-port', other)];
    expect(evidenceOfRule('echo-edited', steps).map(({ weight }) => weight)).toEqual([40]);
  });

  it('holds truthful requests on the same path as no control for each other', () => {
    const steps = [ask('truthful', { viaHost: '198.51.100.9' }), ask('truthful', plain)];
    expect(evidenceOfRule('echo-edited', steps).map(({ weight }) => weight)).toEqual([40]);
  });

  it('is a trace only when our own address stayed where it was and something else changed', () => {
    const found = onlyEvidence('echo-edited', [ask('truthful', { callId: 'other@192.168.1.10' })]);
    expect(found.weight).toBe(40);
  });

  it('is proof when the port of our second socket came into the Via of another request', () => {
    const steps = [ask('truthful', { viaPort: secondPort }), ask('diverted')];
    expect(accusations(steps)).toEqual([['echo-edited', 100]]);
  });

  it('does not take our own address for an edit when it was sent in another form', () => {
    expect(accusations([ask('truthful', { callId: 'token1@192.168.1.10' })])).toEqual([]);
  });

  it('puts an edit that TLS shows too down to the operator, whatever it brings in', () => {
    const edit = { viaHost: '203.0.113.2' };
    expect(accusations([ask('truthful', edit), ask('tls', edit)])).toEqual([]);
  });

  it('still accuses when TLS came back without the edit', () => {
    const steps = [ask('truthful', { viaHost: '203.0.113.2' }), ask('tls', plain)];
    expect(accusations(steps)).toEqual([['echo-edited', 100]]);
  });

  it('clips a value of a hostile length and keeps the verdict valid', () => {
    const found = onlyEvidence('echo-edited', [ask('truthful', { callId: 'x'.repeat(5000) })]);
    expect(found.changes[0]?.got?.length).toBe(1000);
  });
});

describe('server-reprints-field', () => {
  it.each([
    ['drops the port of From', { fromPort: null }, ['from-port']],
    ['leaves out the display name', { fromDisplay: null }, ['from-display', 'from-port']],
    ['writes another display name', { fromDisplay: 'caller' }, ['from-display', 'from-port']],
    ['writes its own name into From', { fromHost: 'pbx.example' }, ['from-host', 'from-port']],
    ['writes another name into To', { toHost: 'sip.example' }, ['from-port', 'to-host']],
    ['writes another port into From', { fromPort: 5060 }, ['from-port']],
  ] as const)('is neutral when a server %s', (_name, parts, fields) => {
    const steps = [ask('truthful', parts)];
    expect(accusations(steps)).toEqual([]);
    const found = onlyEvidence('server-reprints-field', steps);
    expect(found).toMatchObject({ direction: 'neutral', weight: 0 });
    expect(found.changes.map(({ field }) => field)).toEqual(fields);
  });

  it('is neutral when a server that leaves the port out here prints it elsewhere', () => {
    const steps = [ask('truthful', plain), ask('alternative-port', { fromPort: portOf('alternative-port') })];
    expect(accusations(steps)).toEqual([]);
  });

  it('is silent when everything came back as sent', () => {
    const steps = [ask('truthful', { fromPort: portOf('truthful') })];
    expect(evidenceOfRule('server-reprints-field', steps)).toEqual([]);
  });

  it('accuses when a re-printed From host is an edit only on this path of the same server', () => {
    const steps = [ask('truthful', { fromHost: 'pbx.example' }), ask('alternative-port', plain)];
    expect(accusations(steps)).toEqual([['echo-edited', 100]]);
  });
});

describe('extra-via', () => {
  const extra = { extraLines: ['Via: SIP/2.0/UDP 198.51.100.3;branch=z9hG4bKproxy'] };

  it('is a trace when a second Via came along', () => {
    const steps = [ask('truthful', extra)];
    expect(onlyEvidence('extra-via', steps)).toMatchObject({
      direction: 'for',
      weight: 40,
      notRuledOut: ['operator-proxy'],
    });
    expect(judge(steps).level).toBe('possible');
  });

  it('does not fire on one Via', () => {
    expect(evidenceOfRule('extra-via', [ask('truthful', plain)])).toEqual([]);
  });

  it('does not fire on Record-Route and Contact, which a proxy adds legally', () => {
    const lines = ['Record-Route: <sip:198.51.100.3;lr>', 'Contact: <sip:198.51.100.3:5060>'];
    expect(accusations([ask('truthful', { extraLines: lines })])).toEqual([]);
  });

  it('is neutral when the operator leaves it in on every path', () => {
    const found = evidenceOfRule('extra-via', [ask('truthful', extra), ask('tcp', extra)]);
    expect(found.map(({ direction, weight }) => [direction, weight])).toEqual([
      ['neutral', 0],
      ['neutral', 0],
    ]);
  });
});
