// The last step before a report leaves this computer: masked, looked through, sealed, and as exact text.
import { describe, expect, it } from 'vitest';
import { redactedFile } from '../../../../main/engine/redacted-file.ts';
import { reportFileText } from '../../../../shared/report/seal.ts';
import { reportOf } from '../../../fakes/report.ts';
import { ask, buildRun, plain } from '../../../fakes/run-script.ts';
import { newSealer } from '../../../fakes/sealer.ts';
import { full, levels } from '../../shared/redact/redact-bench.ts';

const { sealReport, verifySeal } = await newSealer();
const leaking = reportOf(buildRun([ask('truthful', { ...plain, status: '200 password=hunter2' })]));

describe('before anything is saved', () => {
  it.each(['full', ...levels] as const)('refuses with the field: %s', (level) => {
    const file = redactedFile(leaking, level, sealReport);
    expect(file.ok ? '' : file.error.message).toMatch(
      /^Field "observations\.4\.bytes" still holds a password, so nothing is saved\.$/,
    );
  });

  it.each(['full', ...levels] as const)('seals the copy, to the byte: %s', (level) => {
    const file = redactedFile(full(), level, sealReport);
    if (!file.ok) throw new Error(file.error.message);
    expect(file.value.text).toBe(reportFileText(file.value.report));
    expect(verifySeal(file.value.text).state).toBe('intact');
    expect(file.value.report.redaction).toBe(level);
  });

  it('leaves the seal of another computer on what it does not change', async () => {
    const other = await newSealer();
    const copy = redactedFile(other.sealReport(full()), 'full', sealReport);
    expect(copy.ok && verifySeal(copy.value.text).state).toBe('other');
  });

  it('puts its own seal on what it changes', async () => {
    const other = await newSealer();
    const copy = redactedFile(other.sealReport(full()), 'no-addresses', sealReport);
    expect(copy.ok && verifySeal(copy.value.text).state).toBe('intact');
  });
});
