// A report whose every text holds what somebody would write to break a document, wherever the schema lets it.
import { type Report, reportSchema } from '../../shared/report/report.ts';

/** Longest first: the first that the schema of a field takes is used. */
const hostileTexts = [
  `</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"'&lt;\u202e\u0000\ud800`,
  `"><b onclick=x>'&#60;\u202e\u0000\ud800`,
  '"><i>\'&\u202e\u0000',
  '</p>"\'&\u0085',
  '<"\'&',
];

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function places(
  value: Json,
  at: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] {
  if (typeof value === 'string') return [at];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]));
}

function put(json: unknown, place: readonly (string | number)[], text: string): string {
  const parent = place.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], json);
  const holder = parent as Record<string, string>;
  const key = String(place.at(-1));
  const before = holder[key] ?? '';
  holder[key] = text;
  return before;
}

/** The report, and the places that took a hostile text: `target.server`. */
export function hostile(report: Report): { readonly report: Report; readonly places: readonly string[] } {
  const json: unknown = JSON.parse(JSON.stringify(report));
  const taken: string[] = [];
  for (const place of places(json as Json)) {
    const last = hostileTexts.find((text) => {
      const before = put(json, place, text);
      if (reportSchema.safeParse(json).success) return true;
      put(json, place, before);
      return false;
    });
    if (last !== undefined) taken.push(place.join('.'));
  }
  return { report: reportSchema.parse(json), places: taken };
}
