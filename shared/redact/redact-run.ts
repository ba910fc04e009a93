// One run with something taken out of it, field by field as the table says. What follows from the observations is
// made anew from the masked ones, so that it can be made again by whoever gets the file.
import { addressFamily } from '../base/address.ts';
import { readAddressMask } from '../base/mask.ts';
import { err, ok, type Result } from '../base/result.ts';
import { removedValue } from '../observation/account.ts';
import { runAgain } from '../report/build-report.ts';
import { type ReportedRun, reportedRunSchema } from '../report/report.ts';
import { type FieldPolicy, fieldPolicies } from './field-policy.ts';
import type { MaskBook } from './mask-book.ts';
import { createMessageMasker, maskCallId } from './mask-message.ts';
import type { TextMasker } from './mask-text.ts';

export type RunMasker = (run: ReportedRun) => Result<ReportedRun, FieldRefusal>;
/** The field that cannot be passed on. */
export type FieldRefusal = { readonly field: string };

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Apply = (policy: FieldPolicy, value: Json) => Json | undefined;

/** A function over runs; equal things get equal masks in all runs that go through it. */
export function createRunMasker(book: MaskBook, mask: TextMasker): RunMasker {
  const maskMessage = createMessageMasker(book, mask);
  return (run) => {
    const said = new Set<string>();
    const masked = redactFields(JSON.parse(JSON.stringify(run)) as Json, (policy, value) => {
      const text = typeof value === 'string' ? value : '';
      switch (policy) {
        case 'keep':
        case 'follows':
        case 'reason':
          return value;
        case 'text':
          return remember(said, mask(text));
        case 'address':
          return addressFamily(text) !== null || readAddressMask(text) !== null
            ? mask(text)
            : book.word('TEXT', text);
        case 'message':
          return maskMessage(text);
        case 'call-id':
          return maskCallId(text, book, mask);
        case 'user':
          return book.word('USER', text);
        case 'bytes':
          return '';
        case 'local':
          return undefined;
      }
    });
    return masked.ok ? finish(masked.value, said) : masked;
  };
}

function remember(said: Set<string>, text: string): string {
  said.add(text);
  return text;
}

/** Checks the form, drops the words behind a guess that are gone, and makes anew what follows. */
function finish(masked: Json, said: ReadonlySet<string>): Result<ReportedRun, FieldRefusal> {
  const parsed = reportedRunSchema.safeParse(masked);
  if (!parsed.success) return err({ field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const { router } = parsed.data;
  const guesses = router?.guesses.map((guess) => ({
    ...guess,
    reasons: guess.reasons.map((reason) => ({
      ...reason,
      text: said.has(reason.text) ? reason.text : removedValue,
    })),
  }));
  return ok(runAgain({ ...parsed.data, router: router && { ...router, guesses: guesses ?? [] } }));
}

/** Walks a run; fails at the first field that the table does not know. */
export function redactFields(run: Json, apply: Apply): Result<Json, FieldRefusal> {
  let unknown: string | null = null;
  const walk = (value: Json, place: string): Json | undefined => {
    const policy = Object.hasOwn(fieldPolicies, place) ? fieldPolicies[place] : undefined;
    if (Array.isArray(value)) return value.flatMap((item: Json) => walk(item, place) ?? []);
    if (policy !== undefined) return value === null ? null : apply(policy, value);
    if (value === null) return null;
    if (typeof value !== 'object') {
      unknown ??= place;
      return undefined;
    }
    const here = place === 'observations' ? `observations.${kindOf(value)}` : place;
    return walkFields(value as Readonly<Record<string, Json>>, here, walk);
  };
  const redacted = walk(run, '');
  return unknown === null && redacted !== undefined ? ok(redacted) : err({ field: unknown ?? '' });
}

const kindOf = (value: Json): string => {
  const kind = value !== null && typeof value === 'object' && 'kind' in value ? value['kind'] : '';
  return typeof kind === 'string' ? kind : '';
};

/** Where a field is taken out, a list of optional fields loses it and any other holds null. */
function walkFields(
  fields: Readonly<Record<string, Json>>,
  place: string,
  walk: (value: Json, place: string) => Json | undefined,
): Json {
  const isOptional = place.endsWith('.fields');
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, inner]) => {
      const kept = walk(inner, place === '' ? name : `${place}.${name}`);
      return kept === undefined && isOptional ? [] : [[name, kept ?? null]];
    }),
  );
}
