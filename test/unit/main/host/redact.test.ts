// What the host lets out of a report: the text to save, its name, and the file to drag.
import { describe, expect, test } from 'vitest';
import type { ResponseOf } from '../../../../shared/ipc/contract.ts';
import type { Report } from '../../../../shared/report/report.ts';
import { reportFileText } from '../../../../shared/report/seal.ts';
import { helperSteps } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { buildRun } from '../../../fakes/run-script.ts';
import { codeOf, openBench, valueOf } from './bench.ts';

type File = Extract<ResponseOf<'report.redact'>, { isRefused: false }>;

const plain = reportOf(buildRun(helperSteps));
const askFor = (report: Report, level: string) => ({
  source: { from: 'file', text: reportFileText(report) },
  level,
});

describe('the file of a report', () => {
  test('has the server in its name where the report has it, and nowhere else', async () => {
    const bench = await openBench();
    const full = valueOf(await bench.call('report.redact', askFor(plain, 'full'))) as File;
    expect(full.name).toBe(`sip-alg-${plain.target.server}-${plain.createdAt.slice(0, 10)}.sipreport`);
    const bare = valueOf(await bench.call('report.redact', askFor(plain, 'no-addresses'))) as File;
    expect(bare.name).toMatch(/^sip-alg-.+\.no-addresses\.sipreport$/);
    expect(bare.name).not.toContain(plain.target.server);
  });

  test('is dragged as it would be saved', async () => {
    const dragged: [string, string][] = [];
    const bench = await openBench({ dragOut: async (name, text) => void dragged.push([name, text]) });
    expect(valueOf(await bench.call('app.info'))).toMatchObject({ canDrag: true });
    for (const level of ['full', 'no-local-names', 'no-addresses']) {
      const { name, text } = valueOf(await bench.call('report.redact', askFor(plain, level))) as File;
      expect(valueOf(await bench.call('report.drag', askFor(plain, level)))).toEqual({ isRefused: false });
      expect(dragged.pop()).toEqual([name, text]);
    }
  });

  test('is not dragged by a host that cannot, that cannot write, or that has no such report', async () => {
    const browser = await openBench();
    expect(valueOf(await browser.call('app.info'))).toMatchObject({ canDrag: false });
    expect(codeOf(await browser.call('report.drag', askFor(plain, 'full')))).toBe('not-allowed');
    const full = await openBench({ dragOut: () => Promise.reject(new Error('ENOSPC /home/me')) });
    const answer = await full.call('report.drag', askFor(plain, 'full'));
    expect(codeOf(answer)).toBe('not-writable');
    expect(JSON.stringify(answer)).not.toContain('/home/me');
    const unknown = { source: { from: 'run', id: 'nosuchrun1' }, level: 'full' };
    expect(codeOf(await full.call('report.drag', unknown))).toBe('not-found');
    const broken = { source: { from: 'file', text: '{' }, level: 'full' };
    expect(codeOf(await full.call('report.drag', broken))).toBe('not-found');
  });

  test('is refused with a sentence where a secret is in it, dragged as well as saved', async () => {
    const dragged: string[] = [];
    const bench = await openBench({ dragOut: async (name) => void dragged.push(name) });
    const leaky = { ...plain, app: { ...plain.app, version: 'password=hunter2hunter2' } };
    for (const method of ['report.redact', 'report.drag'])
      expect(valueOf(await bench.call(method, askFor(leaky, 'no-addresses')))).toMatchObject({
        isRefused: true,
        message: expect.stringContaining('still holds'),
      });
    expect(dragged).toEqual([]);
  });
});
