// A file that the page hands over; the host needs to write nothing.

/** `sip-alg-<server>-<date>.<ending>`; a name that every system accepts. `at` is an ISO date. */
export function fileNameFor(server: string, at: string, ending: string): string {
  const plain = server
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return `sip-alg-${plain.slice(0, 80) || 'server'}-${at.slice(0, 10)}.${ending}`;
}

export function saveFile(name: string, parts: readonly BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it began.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const saveText = (name: string, text: string, type: string): void => saveFile(name, [text], type);
