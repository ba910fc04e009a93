// What a router, or whoever answers in its place, says of itself.
import { describe } from 'vitest';
import { latin1ToBytes } from '../../shared/base/bytes.ts';
import { isPlainText } from '../../shared/base/plain-text.ts';
import {
  readBoxInfo,
  readDescription,
  readExternalAddress,
} from '../../shared/router/answers/descriptions.ts';
import { readSsdpReply } from '../../shared/router/answers/ssdp.ts';
import { readWebAnswer } from '../../shared/router/answers/web-page.ts';
import { readXml } from '../../shared/router/answers/xml.ts';
import { description } from '../fakes/gateway/behaviour.ts';
import { fuzz, type Random } from './fuzz.ts';
import { spoilText } from './hostile.ts';

const device = description({
  manufacturer: 'AVM Berlin',
  modelName: 'FRITZ!Box 7590',
  friendlyName: 'FRITZ!Box',
});
const box =
  '<j:BoxInfo xmlns:j="http://jason.avm.de/updatecheck/"><j:Name>FRITZ!Box</j:Name><j:Version>7.57</j:Version></j:BoxInfo>';
const reply =
  'HTTP/1.1 200 OK\r\nST: urn:schemas-upnp-org:device:InternetGatewayDevice:1\r\nSERVER: Linux UPnP/1.0\r\nLOCATION: http://192.168.1.1:5000/a.xml\r\n\r\n';
const soap =
  '<s:Envelope><s:Body><u:GetExternalIPAddressResponse><NewExternalIPAddress>203.0.113.2</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>';
const page = '<html><head><title lang="en">Router &amp; more</title></head></html>';

const spoiled = (random: Random, ...texts: readonly string[]): string => {
  let text = random.pick(texts);
  for (let times = random.int(3); times >= 0; times--) text = spoilText(text, random);
  return text;
};

const plain = (fields: object): void => {
  for (const value of Object.values(fields))
    if (typeof value === 'string' && !isPlainText(value))
      throw new Error(`not plain: ${JSON.stringify(value)}`);
};

describe('routers', () => {
  fuzz('device descriptions', {
    cases: 25_000,
    make: (random) => spoiled(random, device, box, soap),
    check: (text) => {
      readXml(text);
      const read = readDescription(text);
      if (read.ok) plain(read.value);
      const info = readBoxInfo(text);
      if (info.ok) plain(info.value);
      const address = readExternalAddress(text);
      if (address !== null && !/^[\d.]{7,15}$/.test(address)) throw new Error(`no address: ${address}`);
    },
  });
  fuzz('SSDP replies', {
    cases: 25_000,
    make: (random) => latin1ToBytes(spoiled(random, reply).replace(/[^\u0000-\u00ff]/g, '?')),
    check: (bytes) => void readSsdpReply(bytes),
  });
  fuzz('web pages', {
    cases: 20_000,
    make: (random) => ({
      server: spoiled(random, 'mini_httpd/1.19'),
      challenge: spoiled(random, 'Basic realm="Router"'),
      body: spoiled(random, page),
      certificateSubject: spoiled(random, 'CN=router.local,O=Vendor'),
    }),
    check: (answer) => plain(readWebAnswer(answer)),
  });
});
