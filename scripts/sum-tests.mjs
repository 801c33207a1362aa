// Sums vitest's JSON report up in one line; 1 when there is no report or nothing passed.
import { existsSync, readFileSync } from 'node:fs';

const file = process.argv[2] ?? '';
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
// A file that cannot even be loaded has no tests to count, but it failed.
const brokenFiles = (report.testResults ?? []).filter(
  (result) => result.status === 'failed' && result.assertionResults.every((test) => test.status !== 'failed'),
).length;
const failed = numFailedTests + brokenFiles;
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exitCode = numPassedTests > 0 && failed === 0 ? 0 : 1;
