// Adds up what the layers reported: `node test/summary.mjs FOLDER LAYER...`. A layer without a result has failed;
// with CI=true a skipped test fails the run as well.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '', ...layers] = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

for (const layer of layers) {
  const file = join(folder, `${layer}.json`);
  if (!existsSync(file)) {
    console.log(`${layer}: no result, the layer did not run to its end`);
    total.failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(file, 'utf8'));
  // A file that cannot even be loaded holds no tests; it must not pass unseen.
  const brokenFiles = result.testResults.filter(
    (entry) => entry.status === 'failed' && entry.assertionResults.length === 0,
  ).length;
  const skipped = result.numPendingTests + result.numTodoTests;
  const failed = result.numFailedTests + brokenFiles;
  console.log(`${layer}: ${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += result.numPassedTests;
  total.failed += failed;
  total.skipped += skipped;
}

const isSkipAllowed = process.env.CI !== 'true';
if (!isSkipAllowed && total.skipped > 0) console.log('With CI=true a skipped test is a failure.');
if (total.passed === 0) total.failed += 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || (!isSkipAllowed && total.skipped > 0) ? 1 : 0;
