// The questions of a look at the router, each with its own limits and its own line in the record.
import type { DeviceFields } from '../../../shared/observation/gateway.ts';
import {
  externalAddressQuestion,
  readBoxInfo,
  readDescription,
  readExternalAddress,
} from '../../../shared/router/answers/descriptions.ts';
import { deviceFields } from '../../../shared/router/answers/device-fields.ts';
import { gatewayTargets, readSsdpReply, ssdpSearch } from '../../../shared/router/answers/ssdp.ts';
import { readWebAnswer } from '../../../shared/router/answers/web-page.ts';
import { askDatagram } from '../../io/gateway-look/ssdp-ask.ts';
import {
  type Answer,
  type Asker,
  type Got,
  iconHash,
  outcomeOfFault,
  placeOf,
  portOf,
} from './ask-gateway.ts';

type Clocked = { readonly asker: Asker; readonly nowMs: () => number };

/** Notes a request that brought nothing. */
function noteFault({ asker }: Clocked, source: Answer['source'], got: Got, askedAtMs: number): void {
  const outcome = got.kind === 'fault' ? outcomeOfFault(got.fault) : 'failed';
  if (outcome !== null) asker.note({ source, outcome, fields: {} }, askedAtMs);
}

const searchLimitMs = 1500;
const searchAgainAfterMs = 400;

/** SSDP to the router alone, then its description, then its outer address. */
export async function askUpnp(clocked: Clocked): Promise<void> {
  const { asker, nowMs } = clocked;
  const askedAtMs = nowMs();
  const remote = { address: asker.address, port: asker.ports.ssdp };
  const found = await askDatagram(
    {
      localAddress: asker.localAddress,
      remote,
      datagrams: gatewayTargets.map((target) => ssdpSearch(remote.address, remote.port, target)),
      repeatAfterMs: searchAgainAfterMs,
      timeLimitMs: searchLimitMs,
      signal: asker.signal,
    },
    readSsdpReply,
  );
  if (found === null) return asker.note({ source: 'ssdp', outcome: 'silent', fields: {} }, askedAtMs);
  const { reply, sizeBytes } = found;
  const place = reply.location === null ? null : placeOf(reply.location, reply.location, asker.address);
  const elsewhere = place !== null && 'elsewhere' in place ? place.elsewhere : null;
  const fields = deviceFields({ server: reply.server, elsewhere });
  const outcome = elsewhere === null ? 'answered' : 'elsewhere';
  asker.note({ source: 'ssdp', outcome, sizeBytes, fields }, askedAtMs);
  if (place !== null && 'here' in place) await askDescription(clocked, place.here);
}

async function askDescription(clocked: Clocked, url: URL): Promise<void> {
  const { asker, nowMs } = clocked;
  const askedAtMs = nowMs();
  const source = 'igd-description';
  const isSecure = url.protocol === 'https:';
  const got = await asker.get({ path: url.pathname + url.search, port: portOf(url), isSecure });
  if (got.kind === 'fault') return noteFault(clocked, source, got, askedAtMs);
  const sizeBytes = got.answer.body.length;
  const read = readDescription(got.text);
  if (got.answer.isCut || !read.ok) {
    const outcome = got.answer.isCut ? 'too-large' : 'unreadable';
    return asker.note({ source, outcome, sizeBytes, fields: {} }, askedAtMs);
  }
  asker.note({ source, outcome: 'answered', sizeBytes, fields: read.value.fields }, askedAtMs);
  if (read.value.connection !== null) await askOuterAddress(clocked, url, read.value.connection);
}

async function askOuterAddress(
  clocked: Clocked,
  description: URL,
  { serviceType, controlUrl }: { readonly serviceType: string; readonly controlUrl: string },
): Promise<void> {
  const { asker, nowMs } = clocked;
  const askedAtMs = nowMs();
  const source = 'external-address';
  const place = placeOf(controlUrl, description.href, asker.address);
  if ('elsewhere' in place) {
    const fields = deviceFields({ elsewhere: place.elsewhere });
    return asker.note({ source, outcome: 'elsewhere', fields }, askedAtMs);
  }
  const got = await asker.get({
    path: place.here.pathname + place.here.search,
    port: portOf(place.here),
    isSecure: place.here.protocol === 'https:',
    action: { name: `${serviceType}#GetExternalIPAddress`, document: externalAddressQuestion(serviceType) },
    timeLimitMs: 1000,
    maxBytes: 16 * 1024,
  });
  if (got.kind === 'fault') return noteFault(clocked, source, got, askedAtMs);
  const externalAddress = readExternalAddress(got.text);
  const outcome = externalAddress === null ? 'unreadable' : 'answered';
  const sizeBytes = got.answer.body.length;
  asker.note({ source, outcome, sizeBytes, fields: deviceFields({ externalAddress }) }, askedAtMs);
}

const mostRedirects = 2;

/** The front door, as far as it opens without a key. Redirects are followed on the router itself only. */
export async function askWebPage(clocked: Clocked, isSecure: boolean): Promise<void> {
  const { asker, nowMs } = clocked;
  const askedAtMs = nowMs();
  const source = isSecure ? 'secure-web-page' : 'web-page';
  const port = isSecure ? asker.ports.secureWeb : asker.ports.web;
  let next = { path: '/', port, isSecure };
  let fields: DeviceFields = {};
  for (let redirects = 0; ; redirects++) {
    const got = await asker.get({ ...next, timeLimitMs: 2000, maxBytes: 64 * 1024 });
    if (got.kind === 'fault') {
      if (redirects === 0) return noteFault(clocked, source, got, askedAtMs);
      return asker.note({ source, outcome: 'answered', fields }, askedAtMs);
    }
    const { answer, text } = got;
    fields = { ...fields, ...readWebAnswer({ ...answer, body: text }) };
    const sizeBytes = answer.body.length;
    const target = answer.status >= 300 && answer.status < 400 ? answer.location : null;
    const base = `${next.isSecure ? 'https' : 'http'}://${asker.address}:${next.port}${next.path}`;
    const place = target === null ? null : placeOf(target, base, asker.address);
    if (place !== null && 'elsewhere' in place) {
      fields = { ...fields, ...deviceFields({ elsewhere: place.elsewhere }) };
      return asker.note({ source, outcome: 'elsewhere', sizeBytes, fields }, askedAtMs);
    }
    // The other door is asked by itself.
    const isOtherDoor = place !== null && (place.here.protocol === 'https:') !== isSecure;
    if (place === null || isOtherDoor || redirects >= mostRedirects)
      return asker.note({ source, outcome: 'answered', sizeBytes, fields }, askedAtMs);
    next = { path: place.here.pathname + place.here.search, port: portOf(place.here), isSecure };
  }
}

/** The TR-064 description, or what a FRITZ!Box shows where that is off. Both need no password. */
export async function askTr064(clocked: Clocked): Promise<void> {
  const { asker } = clocked;
  const tr064 = { path: '/tr64desc.xml', port: asker.ports.tr064 };
  const boxInfo = { path: '/jason_boxinfo.xml', port: asker.ports.web };
  const isDescribed = await askDocument(clocked, 'tr064-description', tr064, (text) => {
    const read = readDescription(text);
    return read.ok ? read.value.fields : null;
  });
  if (isDescribed) return;
  await askDocument(clocked, 'box-info', boxInfo, (text) => {
    const read = readBoxInfo(text);
    return read.ok ? read.value : null;
  });
}

async function askDocument(
  clocked: Clocked,
  source: Answer['source'],
  where: { readonly path: string; readonly port: number },
  read: (text: string) => DeviceFields | null,
): Promise<boolean> {
  const askedAtMs = clocked.nowMs();
  const got = await clocked.asker.get(where);
  if (got.kind === 'fault') {
    noteFault(clocked, source, got, askedAtMs);
    return false;
  }
  const fields = got.answer.isCut ? null : read(got.text);
  const outcome = fields !== null ? 'answered' : got.answer.isCut ? 'too-large' : 'unreadable';
  const sizeBytes = got.answer.body.length;
  clocked.asker.note({ source, outcome, sizeBytes, fields: fields ?? {} }, askedAtMs);
  return fields !== null;
}

/** The icon's hash, which public lists know; nothing of the picture is kept. */
export async function askIcon(clocked: Clocked): Promise<void> {
  const { asker, nowMs } = clocked;
  const askedAtMs = nowMs();
  const source = 'icon';
  const where = { path: '/favicon.ico', port: asker.ports.web };
  const got = await asker.get({ ...where, maxBytes: 64 * 1024 });
  if (got.kind === 'fault') return noteFault(clocked, source, got, askedAtMs);
  const { status, isCut, body } = got.answer;
  const isIcon = status === 200 && !isCut && body.length > 0;
  const outcome = isIcon ? 'answered' : isCut ? 'too-large' : 'unreadable';
  const fields = isIcon ? deviceFields({ iconMd5: iconHash(body) }) : {};
  asker.note({ source, outcome, sizeBytes: body.length, fields }, askedAtMs);
}
