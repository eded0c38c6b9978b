// node .ci/summary.mjs OUTSIDE_FAILURES [REPORT STATUS]...: prints `N passed, N failed` and exits 1 unless nothing failed
// and something passed. REPORT is vitest's JSON report of a run that exited with STATUS; it is not there when the run
// failed before vitest started.
import { existsSync, readFileSync } from "node:fs";

const [outsideFailures, ...runs] = process.argv.slice(2);

let passed = 0;
let failed = Number(outsideFailures);
for (let at = 0; at < runs.length; at += 2) {
  const run = countsOf(runs[at]);
  passed += run.passed;
  failed += run.failed;
  const failedUncounted = Number(runs[at + 1]) !== 0 && run.failed === 0;
  if (failedUncounted || run.passed + run.failed === 0) failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function countsOf(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(path, "utf8"));
  // A file that does not even load has no tests to count, and still fails.
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded.length };
}
