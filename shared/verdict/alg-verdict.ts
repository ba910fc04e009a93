// The verdict: a pure function of the observations. Whoever holds a report can run it again and get the same.
import { z } from 'zod';
import type { Observation } from '../observation/observation.ts';
import { portSchema, samePath, transportSchema } from '../observation/path.ts';
import { type Character, characterOf, fingerprintSchema, harmSchema, whereSchema } from './character.ts';
import { coverageEntrySchema, coverageOf, notTestedOf, notTestedSchema } from './coverage.ts';
import { type Evidence, evidenceSchema } from './evidence.ts';
import { type Facts, readFacts } from './facts.ts';
import { type Level, levelOf, levelSchema, type PathVerdict, reasonSchema } from './level.ts';
import { serverSaw, storedContact } from './rules/account.ts';
import { otherElementAnswers, replyOnOtherSocket } from './rules/behaviour.ts';
import { cleanEcho, unusableReplies } from './rules/clean.ts';
import { echoEdited, extraVia } from './rules/echo.ts';
import {
  decoyDiffers,
  receivedDiffersByPort,
  receivedOwnAddress,
  receivedOwnPair,
} from './rules/received.ts';
import { soundOfCall } from './rules/sound.ts';

const score = z.int().min(0).max(100);
const confidence = z.number().min(0).max(1).nullable();
const legacySchema = z.enum(['LIKELY', 'POSSIBLE', 'UNLIKELY']).nullable();

export const algVerdictSchema = z.strictObject({
  level: levelSchema,
  reason: reasonSchema,
  /** The word the older tool would have used; null where it has none. */
  legacy: legacySchema,
  confidence,
  score,
  coverage: z.array(coverageEntrySchema).max(100),
  notTested: z.array(notTestedSchema).max(100),
  evidence: z.array(evidenceSchema).max(300),
  paths: z
    .array(
      z.strictObject({
        transport: transportSchema,
        port: portSchema,
        level: levelSchema,
        reason: reasonSchema,
        score,
        confidence,
      }),
    )
    .max(20),
  where: whereSchema.nullable(),
  fingerprint: fingerprintSchema.nullable(),
  harm: harmSchema.nullable(),
});
export type AlgVerdict = Readonly<z.infer<typeof algVerdictSchema>>;

const rules = [
  receivedOwnPair,
  decoyDiffers,
  receivedOwnAddress,
  receivedDiffersByPort,
  echoEdited,
  extraVia,
  replyOnOtherSocket,
  otherElementAnswers,
  cleanEcho,
  unusableReplies,
  storedContact,
  serverSaw,
  soundOfCall,
] as const;

/** The level when not one packet was tried on the main path. */
const withoutMainPath = (observations: readonly Observation[]): PathVerdict => ({
  level: 'inconclusive',
  reason: observations.some((o) => o.kind === 'server-unreachable') ? 'server-unreachable' : 'nothing-sent',
  score: 0,
  confidence: null,
});

/** Judges a run by its observations alone; the overall level is that of the main path (UDP, the server's port). */
export const algVerdict = (observations: readonly Observation[]): AlgVerdict =>
  judgeFacts(readFacts(observations));

/** The same for facts that were read already: reading every message again is most of the work. */
export function judgeFacts(facts: Facts): AlgVerdict {
  const evidence = facts.paths.flatMap((path) => rules.flatMap((rule) => rule(facts, path)));
  const levels = facts.paths.map((path) => ({ path, verdict: levelOf(facts, path, evidence) }));
  const main = levels.find(({ path }) => facts.mainPath !== null && samePath(path, facts.mainPath));
  const overall = main?.verdict ?? withoutMainPath(facts.observations);
  return {
    ...overall,
    legacy: legacyWord(overall.level),
    coverage: coverageOf(facts, evidence),
    notTested: notTestedOf(facts),
    evidence,
    paths: levels.map(({ path, verdict }) => ({ ...path, ...verdict })),
    ...mainCharacter(facts, evidence),
  };
}

function mainCharacter(facts: Facts, evidence: readonly Evidence[]): Character {
  const { mainPath } = facts;
  return characterOf(
    facts,
    mainPath === null ? [] : evidence.filter((item) => samePath(item.path, mainPath)),
  );
}

function legacyWord(level: Level): z.infer<typeof legacySchema> {
  switch (level) {
    case 'confirmed':
    case 'likely':
      return 'LIKELY';
    case 'possible':
      return 'POSSIBLE';
    case 'unlikely':
      return 'UNLIKELY';
    default:
      return null;
  }
}
