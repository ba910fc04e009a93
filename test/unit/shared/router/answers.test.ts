import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToLatin1, latin1ToBytes } from '../../../../shared/base/bytes.ts';
import { gatewayAnswerSchema } from '../../../../shared/observation/gateway.ts';
import {
  readBoxInfo,
  readDescription,
  readExternalAddress,
} from '../../../../shared/router/answers/descriptions.ts';
import { readSsdpReply, ssdpSearch } from '../../../../shared/router/answers/ssdp.ts';
import { readWebAnswer } from '../../../../shared/router/answers/web-page.ts';
import { maxXmlChars, readXml } from '../../../../shared/router/answers/xml.ts';
import { description } from '../../../fakes/gateway/behaviour.ts';

describe('a small XML document', () => {
  it.each([
    ['<a/>', { name: 'a', text: '', children: [] }],
    ['\ufeff<?xml version="1.0"?><!-- c --><x:a b="1>2">t</x:a>', { name: 'a', text: 't', children: [] }],
    ['<a> &amp;&lt;&#65;&#x42;&unknown; </a>', { name: 'a', text: '&<AB&unknown;', children: [] }],
    ['<a><![CDATA[<b>&amp;]]></a>', { name: 'a', text: '<b>&amp;', children: [] }],
    [
      "<a>1<b c='\"'>2</b>3</a>",
      { name: 'a', text: '13', children: [{ name: 'b', text: '2', children: [] }] },
    ],
  ])('%j is read', (text, element) => {
    expect(readXml(text)).toEqual({ ok: true, value: element });
  });

  it.each([
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a/><b/>',
    '<a',
    '<a b="></a>',
    '<a<b></a>',
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a><!-- </a>',
    '<a><![CDATA[</a>',
    '<1/>',
    '<>x</>',
    `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
    `<a>${'<b/>'.repeat(10_001)}</a>`,
  ])('%j is refused', (text) => {
    expect(readXml(text)).toEqual({ ok: false, error: 'not-xml' });
  });

  it('that is too long is refused unread', () => {
    expect(readXml(`<a>${' '.repeat(maxXmlChars)}</a>`)).toEqual({ ok: false, error: 'too-large' });
  });

  it('of the worst kind takes no more time than its length', () => {
    const startedAt = performance.now();
    for (const worst of ['<a "', '<!--', '<![CDATA[', '<?', '&amp;', '<a>', "<a b='"])
      readXml(worst.repeat(Math.floor((maxXmlChars - 1) / worst.length)));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});

describe('a description', () => {
  it('tells maker and model of the outermost device, and where to ask for the outer address', () => {
    const text = description({ manufacturer: 'AVM Berlin', modelName: 'FRITZ!Box 7590', modelNumber: 'avm' });
    expect(readDescription(text)).toEqual({
      ok: true,
      value: {
        fields: { manufacturer: 'AVM Berlin', modelName: 'FRITZ!Box 7590', modelNumber: 'avm' },
        connection: {
          serviceType: 'urn:schemas-upnp-org:service:WANIPConnection:1',
          controlUrl: '/ctl/IPConn',
        },
      },
    });
  });

  it('without a service has no place to ask, whatever stands in its type', () => {
    const text = description({ modelName: 'X' }).replace('WANIPConnection:1', 'WANIPConnection:1"><x');
    expect(readDescription(text)).toMatchObject({ ok: false });
    const other = description({ modelName: 'X' }).replace('WANIPConnection', 'Layer3Forwarding');
    expect(readDescription(other)).toMatchObject({ ok: true, value: { connection: null } });
  });

  it.each(['<root/>', '<html><device/></html>'])('%s is none', (text) => {
    expect(readDescription(text)).toEqual({ ok: false, error: 'no-device' });
  });

  it('of a box without TR-064 tells model and firmware, and no serial number', () => {
    const text =
      '<j:BoxInfo xmlns:j="x"><j:Name>FRITZ!Box 7530</j:Name><j:Version>164.07.57</j:Version></j:BoxInfo>';
    expect(readBoxInfo(text)).toEqual({
      ok: true,
      value: { modelName: 'FRITZ!Box 7530', firmware: '164.07.57' },
    });
    expect(readBoxInfo('<html/>')).toEqual({ ok: false, error: 'no-device' });
  });

  it.each([
    ['203.0.113.2', '203.0.113.2'],
    ['0.0.0.0', null],
    ['', null],
    ['2001:db8::1', null],
    ['router.example', null],
  ])('of the outer address %s gives %s', (address, expected) => {
    const text = `<s:Envelope><s:Body><NewExternalIPAddress>${address}</NewExternalIPAddress></s:Body></s:Envelope>`;
    expect(readExternalAddress(text)).toBe(expected);
  });
});

describe('a search', () => {
  const target = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';

  it('is one unicast request', () => {
    expect(bytesToLatin1(ssdpSearch('192.168.1.1', 1900, target))).toBe(
      `M-SEARCH * HTTP/1.1\r\nHOST: 192.168.1.1:1900\r\nMAN: "ssdp:discover"\r\nST: ${target}\r\n\r\n`,
    );
  });

  it.each([
    [
      `HTTP/1.1 200 OK\r\nST:${target}\r\nServer: S/1\r\nLocation: http://x/\r\n\r\n`,
      { server: 'S/1', location: 'http://x/' },
    ],
    [`http/1.0 200\nst: ${target}\n`, { server: null, location: null }],
    [`HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\n\r\n`, null],
    [`HTTP/1.1 404 Not Found\r\nST: ${target}\r\n\r\n`, null],
    [`NOTIFY * HTTP/1.1\r\nNT: ${target}\r\n\r\n`, null],
    ['', null],
  ])('that is answered by %j gives %j', (text, reply) => {
    expect(readSsdpReply(latin1ToBytes(text))).toEqual(reply);
  });
});

describe('a front door', () => {
  const page = { server: null, challenge: null, body: '', certificateSubject: null };

  it.each([
    [{ ...page, challenge: 'Basic realm="NETGEAR R7000"' }, { realm: 'NETGEAR R7000' }],
    [{ ...page, challenge: 'Digest qop="auth", realm = router, nonce="x"' }, { realm: 'router' }],
    [{ ...page, body: '<TITLE lang="de">\n FRITZ!Box \n</TITLE>' }, { title: 'FRITZ!Box' }],
    [{ ...page, body: '<title></title>' }, {}],
    [
      { ...page, server: 'httpd', certificateSubject: 'CN=x' },
      { server: 'httpd', certificateSubject: 'CN=x' },
    ],
    [page, {}],
  ])('%j tells %j', (answer, fields) => {
    expect(readWebAnswer(answer)).toEqual(fields);
  });
});

it('no bytes whatever make a reader throw, and what it keeps fits into a report', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '<root>',
      '<device>',
      '</device>',
      '<modelName>',
      '&#x202e;',
      '<![CDATA[',
      '<title>',
      'realm="',
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.uint8Array({ maxLength: 400 }), (pieces, bytes) => {
      const text = pieces.join('');
      readXml(text);
      readExternalAddress(text);
      readBoxInfo(text);
      readSsdpReply(bytes);
      const described = readDescription(text);
      const read = readWebAnswer({ server: text, challenge: text, body: text, certificateSubject: text });
      const fields = { ...(described.ok ? described.value.fields : {}), ...read };
      const recorded = gatewayAnswerSchema.safeParse({
        id: 1,
        atMs: 0,
        kind: 'gateway-answer',
        source: 'web-page',
        outcome: 'answered',
        tookMs: 1,
        sizeBytes: 1,
        fields,
      });
      expect(recorded.success).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
