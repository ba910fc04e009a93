// Adds up what the layers reported: `node test/summary.mjs FOLDER LAYER...`. A layer without a result has failed;
// with CI=true a skipped test fails the run as well. The failures stand by name at the end, where a log that was cut
// short still has them.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const LINES_PER_FAILURE = 12;

const [folder = '', ...layers] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

for (const layer of layers) {
  const file = join(folder, `${layer}.json`);
  if (!existsSync(file)) {
    console.log(`${layer}: no result, the layer did not run to its end`);
    total.failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const { passed, failed, skipped } = countsOf(result);
  const shares = Object.entries(testsByProject(result.suites ?? [])).map(
    ([name, count]) => `${name} ${count}`,
  );
  const share = shares.length > 0 ? ` (${shares.join(', ')})` : '';
  console.log(`${layer}: ${passed} passed, ${failed} failed, ${skipped} skipped${share}`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  failures.push(...failuresOf(result).map((failure) => ({ layer, ...failure })));
}

/** Reads the result file of either runner. */
function countsOf(result) {
  if ('stats' in result) {
    const { expected, flaky, unexpected, skipped } = result.stats;
    // A specification that cannot even be loaded is an error without a test; it must not pass unseen.
    return { passed: expected, failed: unexpected + flaky + result.errors.length, skipped };
  }
  const brokenFiles = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + brokenFiles.length,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** Each failure of a result file of either runner: the test's full name and what it said. */
function failuresOf(result) {
  if ('stats' in result) {
    const broken = result.errors.map(({ message }) => ({ test: 'not loaded', said: message }));
    return [...broken, ...failuresOfSuites(result.suites)];
  }
  return result.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative('.', name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [{ test: file, said: message }];
      return failed.map(({ fullName, failureMessages }) => ({
        test: `${file}: ${fullName}`,
        said: failureMessages.join('\n'),
      }));
    });
}

function failuresOfSuites(suites) {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.flatMap(({ file, title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ projectName, results }) => ({
          test: `${projectName}, ${file}: ${title}`,
          said: results.find(({ error }) => error)?.error.message,
        })),
    ),
    ...failuresOfSuites(inner),
  ]);
}

/** How many tests each project of the browser runner has, by its name. */
function testsByProject(suites, counts = {}) {
  for (const { specs, suites: inner = [] } of suites) {
    for (const { projectName } of specs.flatMap(({ tests }) => tests))
      counts[projectName] = (counts[projectName] ?? 0) + 1;
    testsByProject(inner, counts);
  }
  return counts;
}

const isSkipAllowed = process.env.CI !== 'true';
if (!isSkipAllowed && total.skipped > 0) console.log('With CI=true a skipped test is a failure.');
for (const { layer, test, said } of failures) {
  console.log(`FAILED ${layer}: ${test}`);
  const lines = stripVTControlCharacters(said ?? 'no message')
    .split('\n')
    .filter((line) => !/^\s+at .*node_modules/.test(line));
  for (const line of lines.slice(0, LINES_PER_FAILURE)) console.log(`    ${line}`);
}
if (total.passed === 0) total.failed += 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || (!isSkipAllowed && total.skipped > 0) ? 1 : 0;
