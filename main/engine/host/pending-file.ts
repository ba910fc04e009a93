// A file that the system asked to open, waiting for the window to fetch it.
import { maxReportBytes } from '../../../shared/report/report.ts';
import { decodeUtf8 } from '../../io/report-file.ts';

export type PendingFile = {
  put(name: string, bytes: Uint8Array): void;
  /** The newest file, once. */
  take(): { readonly name: string; readonly text: string } | null;
};

/** Holds one file; `onArrival` tells the window. */
export function createPendingFile(onArrival: () => void): PendingFile {
  let pending: { readonly name: string; readonly text: string } | null = null;
  return {
    put(name, bytes) {
      // What is no text, or far too much of it, must still reach the window: it says what is wrong with the file.
      const text = bytes.length > maxReportBytes ? null : decodeUtf8(bytes);
      pending = { name: name.slice(-255), text: text?.ok === true ? text.value : '' };
      onArrival();
    },
    take() {
      const taken = pending;
      pending = null;
      return taken;
    },
  };
}
