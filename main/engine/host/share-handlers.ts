// The methods that give a report away.
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { letterPage } from '../../../shared/document/letter-page.ts';
import { reportPage } from '../../../shared/document/report-page.ts';
import type { CallError } from '../../../shared/ipc/contract.ts';
import type { DocumentRequest, Printed } from '../../../shared/ipc/share.ts';
import { letterOf, letterRefusal } from '../../../shared/reading/letter.ts';
import { wordsOf } from '../words.ts';

/** Puts a finished HTML document on paper; each host has its own way. */
export type Paper = (html: string) => Promise<Printed>;

/** Handlers of `share.document` and `share.print`. */
export const shareHandlers = (paper: Paper) => ({
  'share.document': async (request: DocumentRequest): Promise<Result<{ html: string }, CallError>> => {
    const html = documentOf(request);
    return html.ok ? ok({ html: html.value }) : html;
  },
  'share.print': async (request: DocumentRequest): Promise<Result<Printed, CallError>> => {
    const html = documentOf(request);
    return html.ok ? ok(await paper(html.value)) : html;
  },
});

function documentOf({ kind, language, report }: DocumentRequest): Result<string, CallError> {
  const words = wordsOf(language);
  if (kind === 'report') return ok(reportPage(report, words));
  const refusal = letterRefusal(report);
  return refusal === null
    ? ok(letterPage(letterOf(report, words), words))
    : err({ code: 'bad-request', message: `This report makes no letter (${refusal}).` });
}
