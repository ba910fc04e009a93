// Words of attack tools. Published firewalls match them anywhere in a packet and ban whoever sent it, so they may
// not even turn up by chance in a random identifier.

/** Strings that published firewall rule sets match anywhere in a packet. */
export const scannerStrings: readonly string[] = [
  'sundayddr',
  'sipsak',
  'sipvicious',
  'friendly-scanner',
  'iwar',
  'sip-scan',
  'sipcli',
  'eyebeam',
  'vaxsipuseragent',
  'sip:nm@nm',
  'sip:carol@chicago.com',
];

/** True when the text holds one of them, in any case. */
export function holdsScannerString(text: string): boolean {
  const lower = text.toLowerCase();
  return scannerStrings.some((scanner) => lower.includes(scanner));
}
