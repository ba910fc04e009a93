// Runs with everything in them that can be taken out.
import { redactReport } from '../../../../shared/redact/redact-report.ts';
import { type Redaction, type Report, runOf } from '../../../../shared/report/report.ts';
import { call, readback, register } from '../../../fakes/account-steps.ts';
import { type RouterScript, withRouter } from '../../../fakes/gateway/facts.ts';
import { knownRuns } from '../../../fakes/known-runs.ts';
import { reportOf } from '../../../fakes/report.ts';
import { ask, buildRun, ownPair, plain, stray } from '../../../fakes/run-script.ts';

export const levels = ['no-local-names', 'no-addresses'] as const;

export const home: RouterScript = {
  gateway: { interfaceName: 'wlan-of-jan', macPrefix: '38:10:d5', hardwareVendor: 'AVM' },
  answers: {
    'igd-description': {
      manufacturer: 'AVM',
      modelName: 'FRITZ!Box 7590',
      friendlyName: 'Box of Jan Jansen',
    },
    'web-page': { title: 'Jansen at home', realm: 'jansen', server: 'httpd at 192.168.1.1' },
    'secure-web-page': { certificateSubject: 'CN=jansen.myfritz.example' },
    'external-address': { externalAddress: '203.0.113.2' },
  },
};

export const steps = [ask('truthful', ownPair), ask('decoy', plain), stray('not-sip')] as const;
export const full = (): Report =>
  reportOf(withRouter(buildRun([...steps, register(), readback(), call()]), home));

export const everyReport: readonly (readonly [name: string, report: Report])[] = [
  ...knownRuns.map(({ name, observations }) => [name, reportOf(observations)] as const),
  ['everything', full()],
  [
    'a run before',
    reportOf(buildRun(steps), { before: runOf(reportOf(buildRun([ask('truthful', plain)]))) }),
  ],
];

export function redacted(report: Report, level: Redaction): Report {
  const result = redactReport(report, level);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.report;
}
