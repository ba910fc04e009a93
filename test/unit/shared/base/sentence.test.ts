import { describe, expect, it } from 'vitest';
import { fieldSentence, oneSentence } from '../../../../shared/base/sentence.ts';

describe('a sentence about a file', () => {
  it('stays on its line and in its direction, whatever a key of the file holds', () => {
    const message = 'Unrecognized key: "a\n\u001b[2J\u202eb\u2028\ud800"';
    expect(fieldSentence({ path: ['x', 0], message })).toBe('Field "x.0": Unrecognized key: "a??[2J?b??".');
  });

  it('has an end', () => {
    expect(oneSentence('x'.repeat(100_000))).toHaveLength(300);
    expect(oneSentence('x'.repeat(300))).toBe('x'.repeat(300));
  });

  it('says so when nobody knows what is wrong', () => {
    expect(fieldSentence(undefined)).toBe('Field "": invalid.');
  });
});
