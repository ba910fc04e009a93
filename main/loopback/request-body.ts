// The body of a call: capped before it is kept, and before it is parsed.
import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { type CallError, maxMessageChars } from '../../shared/ipc/contract.ts';
import { decodeUtf8 } from '../io/report-file.ts';

/** A character takes at least one byte, so nothing longer can be a message of the contract. */
const maxBodyBytes = maxMessageChars;
/** Deepest nesting of brackets; a report, inside a text, counts as one. */
const deepest = 32;

const refuse = (code: 'bad-request' | 'too-large', message: string): Result<never, CallError> =>
  err({ code, message });

/** The JSON value in a request; an error for everything else. */
export async function readJsonBody(request: IncomingMessage): Promise<Result<unknown, CallError>> {
  // Only this type makes a browser ask before it sends a body across origins.
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
    return refuse('bad-request', 'The body is not declared as application/json.');
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  const text = decodeUtf8(bytes.value);
  if (!text.ok) return refuse('bad-request', 'The body is not UTF-8.');
  if (isTooDeep(text.value)) return refuse('bad-request', 'The JSON is nested too deeply.');
  try {
    return ok(JSON.parse(text.value) as unknown);
  } catch {
    return refuse('bad-request', 'The body is not JSON.');
  }
}

async function readBytes(request: IncomingMessage): Promise<Result<Uint8Array, CallError>> {
  const tooLarge = refuse('too-large', `At most ${maxBodyBytes} bytes are read.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBodyBytes) return tooLarge;
      chunks.push(chunk);
    }
  } catch {
    return refuse('bad-request', 'The body ended early.');
  }
  return ok(Buffer.concat(chunks, length));
}

/** Counted on the text, because parsing millions of open brackets takes the memory that the cap should save. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length && depth <= deepest; at++) {
    const letter = text[at];
    // The letter after a backslash never ends a string.
    if (isInString && letter === '\\') at++;
    else if (letter === '"') isInString = !isInString;
    else if (!isInString && (letter === '[' || letter === '{')) depth++;
    else if (!isInString && (letter === ']' || letter === '}')) depth--;
  }
  return depth > deepest;
}
