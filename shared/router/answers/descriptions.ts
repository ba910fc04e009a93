// What a router says about itself in its UPnP and TR-064 descriptions. Serial numbers and device ids are passed over.
import { addressFamily } from '../../base/address.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { DeviceFields } from '../../observation/gateway.ts';
import { deviceFields } from './device-fields.ts';
import { allElements, childText, findElement, readXml, type XmlElement } from './xml.ts';

export type Description = {
  readonly fields: DeviceFields;
  /** Where its outer address can be asked: type of the service and address of its control, as written. */
  readonly connection: { readonly serviceType: string; readonly controlUrl: string } | null;
};

type Unreadable = 'too-large' | 'not-xml' | 'no-device';

/** Reads a device description. UPnP Device Architecture 1.1, 2.3; TR-064 adds `systemVersion`. */
export function readDescription(text: string): Result<Description, Unreadable> {
  const root = readXml(text);
  if (!root.ok) return root;
  const device = findElement(root.value, 'device');
  if (root.value.name !== 'root' || device === null) return err('no-device');
  const version = findElement(root.value, 'systemVersion');
  return ok({
    fields: deviceFields({
      manufacturer: childText(device, 'manufacturer'),
      modelName: childText(device, 'modelName'),
      modelNumber: childText(device, 'modelNumber'),
      modelDescription: childText(device, 'modelDescription'),
      friendlyName: childText(device, 'friendlyName'),
      firmware: childText(version, 'Display'),
    }),
    connection: connectionIn(root.value),
  });
}

/** The service that knows the outer address. UPnP WANIPConnection:1 and :2, WANPPPConnection:1. */
function connectionIn(root: XmlElement): Description['connection'] {
  for (const service of allElements(root, 'service')) {
    const serviceType = childText(service, 'serviceType') ?? '';
    const controlUrl = childText(service, 'controlURL') ?? '';
    if (/^urn:schemas-upnp-org:service:WAN(?:IP|PPP)Connection:[12]$/.test(serviceType) && controlUrl !== '')
      return { serviceType, controlUrl };
  }
  return null;
}

/** Reads /jason_boxinfo.xml, which a FRITZ!Box shows where TR-064 is off. */
export function readBoxInfo(text: string): Result<DeviceFields, Unreadable> {
  const root = readXml(text);
  if (!root.ok) return root;
  if (root.value.name !== 'BoxInfo') return err('no-device');
  return ok(
    deviceFields({
      modelName: childText(root.value, 'Name'),
      firmware: childText(root.value, 'Version'),
    }),
  );
}

/** The question for the outer address; nothing is changed by it. UPnP WANIPConnection:1, 2.4.18. */
export const externalAddressQuestion = (serviceType: string): string =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body><u:GetExternalIPAddress xmlns:u="${serviceType}"/></s:Body></s:Envelope>`;

/** The address in the answer; null when there is none, or 0.0.0.0 while the line is down. */
export function readExternalAddress(text: string): string | null {
  const root = readXml(text);
  const address = root.ok ? (findElement(root.value, 'NewExternalIPAddress')?.text ?? '') : '';
  return addressFamily(address) === 4 && address !== '0.0.0.0' ? address : null;
}
