// What a report says about the router. It follows from the observations and from the catalogue of the program that
// made it: with another edition of the catalogue the guesses are taken as they stand.
import { z } from 'zod';
import type { Observation } from '../observation/observation.ts';
import { routerFacts, routerFactsSchema } from './environment.ts';
import { identifyRouter, type RouterGuess, routerGuessSchema } from './identify.ts';
import type { Catalogue } from './load-catalogue.ts';

export const routerSectionSchema = z.strictObject({
  /** The state of the catalogue that the guesses were made with. */
  edition: z.string().regex(/^[\da-f]{16}$/),
  facts: routerFactsSchema,
  /** The best first. */
  guesses: z.array(routerGuessSchema).max(5),
});
export type RouterSection = Readonly<z.infer<typeof routerSectionSchema>>;

/** Makes guesses from observations. */
export type RouterIdentifier = {
  readonly edition: string;
  readonly guesses: (observations: readonly Observation[]) => readonly RouterGuess[];
};

export const identifierOf = (catalogue: Catalogue, edition: string): RouterIdentifier => ({
  edition,
  guesses: (observations) => identifyRouter(observations, catalogue),
});

/** The guesses of a report as they stand, for whoever has no catalogue, or another edition of it. */
export const identifierOfReport = ({ edition, guesses }: RouterSection): RouterIdentifier => ({
  edition,
  guesses: () => guesses,
});

/** Null when the run did not look for a router. */
export function routerSection(
  observations: readonly Observation[],
  identifier: RouterIdentifier,
): RouterSection | null {
  const facts = routerFacts(observations);
  if (facts === null) return null;
  return { edition: identifier.edition, facts, guesses: [...identifier.guesses(observations)] };
}
