// node .ci/summary.mjs REPORT TEST_STATUS OUTSIDE_FAILURES: prints `N passed, N failed` and exits 1 unless nothing
// failed and something passed. REPORT is vitest's JSON report; it is empty when `npm test` failed before vitest ran.
import { readFileSync } from "node:fs";

const [reportPath = "", testStatus, outsideFailures] = process.argv.slice(2);
const text = readFileSync(reportPath, "utf8");

let passed = 0;
let failed = Number(outsideFailures);
if (text !== "") {
  const report = JSON.parse(text);
  passed = report.numPassedTests;
  failed += report.numFailedTests;
  // A file that does not even load has no tests to count, and still fails.
  for (const file of report.testResults) {
    if (file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed")) failed++;
  }
}
if (Number(testStatus) !== 0 && failed === Number(outsideFailures)) failed++;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
