// What becomes of faults of the kernel and its host: a check of a user's ends without a verdict, since what was judged again or
// summed up twice does not agree. By hand, one of them: `npx vitest run --mode slow test/faults/kernel -t "mask"`.
import { describe, expect, it } from "vitest";
import { kernelFaults, LEAVING } from "./kernel-faults.ts";
import type { KernelAnswer } from "./kernel-main.ts";
import { answerOf, type Seed } from "./seeded.ts";

const answer = (seeds: readonly Seed[], check: string): Promise<KernelAnswer> =>
  answerOf("test/faults/kernel-main.ts", check.includes("--leaving") ? [...seeds, LEAVING] : seeds, check);

const CODES = { "judged again": "SYN902", sums: "SYN901", compared: null } as const;

describe("a check by the kernel", () => {
  it.each([...new Set(kernelFaults.map(({ check }) => check))])("says what the reference says: %s", async (check) => {
    const { code, differs, engine } = await answer([], check);
    const ended = check.includes("--leaving") ? "reference" : "kernel";
    expect({ code, differs, engine }).toEqual({ code: null, differs: false, engine: ended });
  });

  it.each(kernelFaults)("is refused, or told from the reference's, if it $name", async (fault) => {
    const { code, differs, message } = await answer([fault], fault.check);
    expect({ code, differs }, message).toEqual({
      code: CODES[fault.safeguard],
      differs: fault.safeguard === "compared",
    });
  });
});
