// Names of file errors that mean the same on every system.
import { errorCode, errorDetail } from './flow-fault.ts';

type FileFaultCode = 'exists' | 'is-a-folder' | 'no-such-folder' | 'not-writable' | 'disk-full' | 'other';
/** Why a file was not written; `detail` is for logs. */
export type FileFault = { readonly code: FileFaultCode; readonly detail: string };

const codeOfErrno: ReadonlyMap<string, FileFaultCode> = new Map([
  ['EEXIST', 'exists'],
  ['EISDIR', 'is-a-folder'],
  ['ENOENT', 'no-such-folder'],
  ['ENOTDIR', 'no-such-folder'],
  ['EACCES', 'not-writable'],
  ['EPERM', 'not-writable'],
  ['EROFS', 'not-writable'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
]);

/** Names an error of writing a file. */
export const fileFault = (error: unknown): FileFault => ({
  code: codeOfErrno.get(errorCode(error)) ?? 'other',
  detail: errorDetail(error),
});
