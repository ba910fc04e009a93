// Why a header field value could not be read. The bytes stay with the message: a fault loses nothing.

/** What part of a value broke its grammar (RFC 3261 25.1). */
export type SyntaxFaultCode =
  | 'bad-protocol'
  | 'bad-host'
  | 'bad-port'
  | 'bad-uri'
  | 'bad-user'
  | 'bad-display-name'
  | 'bad-params'
  | 'bad-number'
  | 'bad-method'
  | 'unknown-scheme';

/** A code a program can act on and a sentence for a log; never shown to users. */
export type SyntaxFault = { readonly code: SyntaxFaultCode; readonly message: string };

/** Builds a fault that quotes at most 60 characters of the offending text. */
export const syntaxFault = (code: SyntaxFaultCode, what: string, text: string): SyntaxFault => ({
  code,
  message: `${what}: ${JSON.stringify(text.slice(0, 60))}`,
});
