// Texts of a device made fit for a report.
import { plainTextOf } from '../../base/plain-text.ts';
import { type DeviceField, type DeviceFields, maxDeviceTextChars } from '../../observation/gateway.ts';

/** Fields that hold something, each made plain and cut. */
export function deviceFields(texts: Readonly<Partial<Record<DeviceField, string | null>>>): DeviceFields {
  const fields: Partial<Record<DeviceField, string>> = {};
  for (const [name, text] of Object.entries(texts) as [DeviceField, string | null][]) {
    const shown = text === null ? null : plainTextOf(text, maxDeviceTextChars);
    if (shown !== null) fields[name] = shown;
  }
  return fields;
}
