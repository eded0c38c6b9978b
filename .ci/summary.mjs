// node .ci/summary.mjs OUTSIDE_FAILURES [REPORT STATUS]...: names what failed, as the end of a log is what people are shown,
// prints `N passed, N failed`, and exits 1 unless nothing failed and something passed. REPORT is vitest's JSON report of a
// run that exited with STATUS; it is not there when the run failed before vitest started.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";

const [outsideFailures, ...runs] = process.argv.slice(2);

let passed = 0;
let failed = Number(outsideFailures);
for (let at = 0; at < runs.length; at += 2) {
  const run = countsOf(runs[at]);
  passed += run.passed;
  failed += run.failed;
  for (const name of run.names) console.log(`failed: ${name}`);
  const status = Number(runs[at + 1]);
  const failedUncounted = status !== 0 && run.failed === 0;
  if (!failedUncounted && run.passed + run.failed > 0) continue;
  failed++;
  console.log(`failed: vitest exited with ${status}, after ${run.passed} tests that passed and none that failed`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function countsOf(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0, names: [] };
  const report = JSON.parse(readFileSync(path, "utf8"));
  const names = report.testResults.flatMap((file) => {
    const at = relative(process.cwd(), file.name);
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    if (failed.length > 0)
      return failed.map((test) => `${at}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
    // A file that does not even load has no tests to count, and still fails.
    return file.status === "failed" ? [`${at}: ${firstLine(file.message)}`] : [];
  });
  return { passed: report.numPassedTests, failed: names.length, names };
}

function firstLine(text = "") {
  return text.split("\n", 1)[0];
}
