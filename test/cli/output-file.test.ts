// Where nothing can be written is said before the work, not after it.
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkWritable } from "../../src/cli/output-file.ts";

const FULL = "/dev/full";

describe("a file to be written", () => {
  it("is none called -, which elsewhere is standard output", () => {
    expect(() => checkWritable("-", "--html")).toThrow('--html cannot be "-"');
    expect(() => checkWritable("./-", "--html")).not.toThrow();
  });

  it.skipIf(!existsSync(FULL))("is on a device that takes something", () => {
    expect(() => checkWritable(FULL, "--trace")).toThrow(`--trace cannot be "${FULL}"`);
    expect(() => checkWritable("/dev/null", "--trace")).not.toThrow();
  });
});
