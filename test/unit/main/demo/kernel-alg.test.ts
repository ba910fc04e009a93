// The rules of the Linux SIP helper, field by field, as they were measured.
import { describe, expect, it } from 'vitest';
import { kernelAlg, kernelAlgAllPorts, kernelAlgTcp } from '../../../../main/demo/kernel-alg.ts';
import { type FlowTuple, looksAt } from '../../../../main/demo/router-edits.ts';

const flow: FlowTuple = {
  transport: 'udp',
  client: { address: '192.168.1.10', port: 40000 },
  mapped: { address: '203.0.113.2', port: 61000 },
  server: { address: '203.0.113.10', port: 5060 },
  deliverPort: 40000,
};
const from5060: FlowTuple = {
  ...flow,
  client: { address: '192.168.1.10', port: 5060 },
  mapped: { address: '203.0.113.2', port: 5060 },
  deliverPort: 5060,
};
const request = (...lines: string[]): string =>
  ['OPTIONS sip:pbx.example SIP/2.0', ...lines, 'Content-Length: 0', '', ''].join('\r\n');
const response = (...lines: string[]): string =>
  ['SIP/2.0 200 OK', ...lines, 'Content-Length: 0', '', ''].join('\r\n');

const invite = (c: string, length: number, o = '10.1.1.1'): string =>
  `INVITE sip:pbx.example SIP/2.0\r\nContent-Length: ${length}\r\n\r\nv=0\r\no=- 1 1 IN IP4 ${o}\r\nc=IN IP4 ${c}\r\nm=audio 40100 RTP/AVP 0\r\na=rtcp:40101 IN IP4 192.168.1.10\r\n`;

describe('outward', () => {
  it.each([
    [
      'Via with the source pair',
      'Via: SIP/2.0/UDP 192.168.1.10:40000;rport',
      'Via: SIP/2.0/UDP 203.0.113.2:61000;rport',
    ],
    ['compact Via', 'v: SIP/2.0/UDP 192.168.1.10:40000;rport', 'v: SIP/2.0/UDP 203.0.113.2:61000;rport'],
    ['lower-case Via', 'via: SIP/2.0/UDP 192.168.1.10:40000', 'via: SIP/2.0/UDP 203.0.113.2:61000'],
    ['spaced Via', 'Via : SIP / 2.0 / UDP 192.168.1.10:40000', 'Via : SIP / 2.0 / UDP 203.0.113.2:61000'],
    ['Contact', 'Contact: <sip:u@192.168.1.10:40000>;x=1', 'Contact: <sip:u@203.0.113.2:61000>;x=1'],
    ['compact Contact', 'm: <sip:192.168.1.10:40000>', 'm: <sip:203.0.113.2:61000>'],
    [
      'every Contact of a list',
      'Contact: <sip:a@192.168.1.10:40000>, <sip:b@192.168.1.10:40000>',
      'Contact: <sip:a@203.0.113.2:61000>, <sip:b@203.0.113.2:61000>',
    ],
    [
      'From with the port',
      'From: "x" <sip:u@192.168.1.10:40000>;tag=1',
      'From: "x" <sip:u@203.0.113.2:61000>;tag=1',
    ],
  ])('rewrites %s', (_name, sent, arrived) => {
    expect(kernelAlg.outward(request(sent), flow)).toBe(request(arrived));
  });

  it.each([
    ['Via with another port', 'Via: SIP/2.0/UDP 192.168.1.10:40001;rport'],
    ['Via with another address', 'Via: SIP/2.0/UDP 192.0.2.1:40000;rport'],
    ['Via without a port, which means 5060', 'Via: SIP/2.0/UDP 192.168.1.10;rport'],
    ['Via with a TAB behind UDP', 'Via: SIP/2.0/UDP\t192.168.1.10:40000'],
    ['From without a port', 'From: <sip:u@192.168.1.10>;tag=1'],
    ['Contact with sips', 'Contact: <sips:u@192.168.1.10:40000>'],
    ['Contact with a name', 'Contact: <sip:u@host.example:40000>'],
    ['Contact with another port', 'Contact: <sip:u@192.168.1.10:40001>'],
    ['Call-ID', 'Call-ID: abc@192.168.1.10:40000'],
    ['display name and branch', 'From: "192.168.1.10:40000" <sip:u@pbx.example>;tag=192.168.1.10'],
    ['Route', 'Route: <sip:192.168.1.10:40000;lr>'],
    ['custom header', 'X-Own: sip:192.168.1.10:40000'],
  ])('leaves %s', (_name, sent) => {
    expect(kernelAlg.outward(request(sent), flow)).toBe(request(sent));
  });

  it('leaves the second Via', () => {
    const second = 'Via: SIP/2.0/UDP 192.168.1.10:40000;branch=2';
    const text = request('Via: SIP/2.0/UDP 192.0.2.1:40000;branch=1', second);
    expect(kernelAlg.outward(text, flow)).toBe(text);
  });

  it('adds a port to From when the source port is 5060', () => {
    expect(kernelAlg.outward(request('From: <sip:u@192.168.1.10>;tag=1'), from5060)).toBe(
      request('From: <sip:u@203.0.113.2:5060>;tag=1'),
    );
  });

  it('changes nothing where nothing is translated', () => {
    const routed = { ...flow, mapped: flow.client };
    const text = request('Via: SIP/2.0/UDP 192.168.1.10:40001');
    expect(kernelAlg.outward(text, routed)).toBe(text);
    expect(kernelAlg.deliverTo?.(text, routed)).toBeNull();
  });

  it('rewrites c= with our address, takes o= along and recounts the length', () => {
    const edited = kernelAlg.outward(invite('192.168.1.10', 9999), flow);
    expect(edited).toBe(invite('203.0.113.2', edited.split('\r\n\r\n')[1]?.length ?? -1, '203.0.113.2'));
  });
  it('leaves SDP with a foreign c=, and SDP in OPTIONS', () => {
    expect(kernelAlg.outward(invite('10.9.9.9', 1), flow)).toBe(invite('10.9.9.9', 1));
    const options = invite('192.168.1.10', 1).replace('INVITE', 'OPTIONS');
    expect(kernelAlg.outward(options, flow)).toBe(options);
  });
});

describe('inward', () => {
  it('undoes sent-by, received and rport where the sent-by is ours', () => {
    expect(
      kernelAlg.inward(
        response('Via: SIP/2.0/UDP 203.0.113.2:61000;rport=61000;received=203.0.113.2;branch=b'),
        flow,
      ),
    ).toBe(response('Via: SIP/2.0/UDP 192.168.1.10:40000;rport=40000;received=192.168.1.10;branch=b'));
  });

  it('leaves received and rport of other routers', () => {
    expect(
      kernelAlg.inward(response('Via: SIP/2.0/UDP 203.0.113.2:61000;rport=700;received=198.51.100.9'), flow),
    ).toBe(response('Via: SIP/2.0/UDP 192.168.1.10:40000;rport=700;received=198.51.100.9'));
  });

  it('leaves received and rport where the sent-by is not ours', () => {
    const text = response('Via: SIP/2.0/UDP 192.168.1.10:40001;rport=61000;received=203.0.113.2');
    expect(kernelAlg.inward(text, flow)).toBe(text);
  });

  it('leaves a From whose port the server dropped', () => {
    const text = response('From: <sip:u@203.0.113.2>;tag=1');
    expect(kernelAlg.inward(text, flow)).toBe(text);
  });

  it('keeps the port it added to From on source port 5060', () => {
    expect(kernelAlg.inward(response('From: <sip:u@203.0.113.2>;tag=1'), from5060)).toBe(
      response('From: <sip:u@192.168.1.10:5060>;tag=1'),
    );
  });

  it('turns the Request-URI and To of a request from the server private, and leaves its Via', () => {
    const text =
      'OPTIONS sip:u@203.0.113.2:61000 SIP/2.0\r\nVia: SIP/2.0/UDP 203.0.113.10:5060\r\nTo: <sip:u@203.0.113.2:61000>\r\n\r\n';
    expect(kernelAlg.inward(text, flow)).toBe(text.replaceAll('203.0.113.2:61000', '192.168.1.10:40000'));
  });
});

describe('the Via port rule', () => {
  it.each([
    ['our address with another port', 'Via: SIP/2.0/UDP 192.168.1.10:40001', 40001],
    ['our address without a port', 'Via: SIP/2.0/UDP 192.168.1.10', 5060],
    ['our own pair', 'Via: SIP/2.0/UDP 192.168.1.10:40000', null],
    ['another address', 'Via: SIP/2.0/UDP 192.0.2.1:40001', null],
  ])('%s', (_name, via, port) => {
    expect(kernelAlg.deliverTo?.(request(via), flow)).toBe(port);
  });

  it('does not exist for TCP or for responses', () => {
    const text = request('Via: SIP/2.0/UDP 192.168.1.10:40001');
    expect(kernelAlg.deliverTo?.(text, { ...flow, transport: 'tcp' })).toBeNull();
    expect(kernelAlg.deliverTo?.(response('Via: SIP/2.0/UDP 192.168.1.10:40001'), flow)).toBeNull();
  });
});

describe('attachment', () => {
  it.each([
    ['kernel-alg', kernelAlg, [true, false, false]],
    ['kernel-alg-all-ports', kernelAlgAllPorts, [true, true, false]],
    ['kernel-alg-tcp', kernelAlgTcp, [true, false, true]],
  ] as const)('%s looks at these of udp/5060, udp/5160, tcp/5060', (_name, edit, expected) => {
    const at = (transport: 'udp' | 'tcp', port: number) =>
      looksAt(edit, { transport, server: { ...flow.server, port } });
    expect([at('udp', 5060), at('udp', 5160), at('tcp', 5060)]).toEqual(expected);
  });
});
