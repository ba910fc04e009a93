// What a pretended router shows to whoever asks it who it is.

export type Page = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `{address}` and `{port:igd}` stand for what is only known while it runs. */
  readonly body?: string;
  /** `silent`: no byte ever; `drip`: one byte every 100 ms for ever; `large`: `sizeBytes` more. */
  readonly mode?: 'plain' | 'silent' | 'drip' | 'endless' | 'large';
  readonly sizeBytes?: number;
};

export type Door = 'web' | 'secureWeb' | 'tr064' | 'igd';

export type Behaviour = {
  readonly ssdp: {
    readonly targets: readonly string[];
    readonly headers: readonly string[];
    /** Datagrams sent before the real reply. */
    readonly garbage?: readonly string[];
  } | null;
  /** `web /` and so on: door and path. */
  readonly pages: Readonly<Record<string, Page>>;
  /** `CN=...` and so on in openssl's form, `/O=Fortinet/CN=x`; null without HTTPS. */
  readonly certificateSubject: string | null;
};

const igdTarget = 'urn:schemas-upnp-org:device:InternetGatewayDevice:1';

export const nothing: Behaviour = { ssdp: null, pages: {}, certificateSubject: null };

/** A reply with this SERVER whose description is at the device's own port. */
export const upnp = (
  server: string,
  location = 'http://{address}:{port:igd}/desc.xml',
): Behaviour['ssdp'] => ({
  targets: [igdTarget],
  headers: [`SERVER: ${server}`, `LOCATION: ${location}`, 'USN: uuid:0'],
});

export type DeviceWords = Readonly<
  Partial<Record<'manufacturer' | 'modelName' | 'modelNumber' | 'modelDescription' | 'friendlyName', string>>
>;

/** A description as routers write it, with a serial number that nobody may keep. */
export const description = (words: DeviceWords, more = ''): string =>
  `<?xml version="1.0"?>\n<root xmlns="urn:schemas-upnp-org:device-1-0"><specVersion><major>1</major></specVersion>${more}<device><deviceType>${igdTarget}</deviceType>${Object.entries(
    words,
  )
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join(
      '',
    )}<serialNumber>SERIAL-12345</serialNumber><UDN>uuid:75802409-bccb-40e7-8e6c-AABBCCDDEEFF</UDN><deviceList><device><deviceType>urn:schemas-upnp-org:device:WANDevice:1</deviceType><deviceList><device><serviceList><service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>/ctl/IPConn</controlURL></service></serviceList></device></deviceList></device></deviceList></device></root>`;

/** The answer about the outer address. */
export const outerAddress = (address: string): Page => ({
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><u:GetExternalIPAddressResponse xmlns:u="urn:schemas-upnp-org:service:WANIPConnection:1"><NewExternalIPAddress>${address}</NewExternalIPAddress></u:GetExternalIPAddressResponse></s:Body></s:Envelope>`,
});

export const titled = (title: string, more: Page = {}): Page => ({
  ...more,
  body: `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body>login</body></html>`,
});

export const locked = (realm: string, more: Readonly<Record<string, string>> = {}): Page => ({
  status: 401,
  headers: { 'www-authenticate': `Basic realm="${realm}"`, ...more },
  body: '<html><head><title>401 Unauthorized</title></head></html>',
});
