// What a person says is wrong. It chooses among advice; no verdict is read from it.
import { z } from 'zod';

export const symptomSchema = z.enum([
  'cannot-hear',
  'cannot-be-heard',
  'call-drops',
  'does-not-ring',
  'cannot-log-in',
  'just-checking',
]);
export type Symptom = z.infer<typeof symptomSchema>;
