/** Files of suites with letters missing, changed or added: read, or refused by a coded error; and never written. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { findSuiteFile, loadSuiteFile } from "../../src/cli/suite-file.ts";
import { isSynodError } from "../../src/errors/errors.ts";
import { temporaryFolder } from "../cli/run-synod.ts";

const whole = `import { defineSuite } from "synod/suite";
export default defineSuite({
  defaults: { strict: true, budget: { time: "1m" } },
  checks: [{ model: "paxos", parameters: { acceptors: [2, 3] }, expect: { violated: "agreement", steps: 12 } }],
});
`;
const letters = fc.constantFrom(..."{}[]()\"';:,.=!? \n\0xé");

it("of 500 such files each says what is wrong, if something is", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "synod.config.ts");
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length), fc.nat(12), fc.array(letters, { maxLength: 6 })), {
        minLength: 1,
        maxLength: 3,
      }),
      async (edits) => {
        const text = edits.reduce(
          (now, [at, cut, more]) => now.slice(0, at) + more.join("") + now.slice(at + cut),
          whole,
        );
        writeFileSync(path, text);
        const file = findSuiteFile(undefined, folder);
        if (file === null) throw new Error("there is one");
        await loadSuiteFile(file).catch((error: unknown) => {
          refused++;
          if (!isSynodError(error)) throw error;
          expect(error.code).toMatch(/^SYN12[01]$/);
        });
        expect(readFileSync(path, "utf8")).toBe(text);
      },
    ),
    { numRuns: 500 },
  );
  expect(refused).toBeGreaterThan(300);
}, 600_000);
