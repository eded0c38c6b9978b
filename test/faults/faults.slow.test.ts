// The second judgement alone has to notice faults of the engine: each is seeded on purpose, and the check of a built-in model
// that it makes wrong must end without a verdict. By hand, one of them: `npx vitest run --mode slow test/faults -t "gate"`.
import { describe, expect, it } from "vitest";
import { faults } from "./faults.ts";
import { checkSeeded } from "./seeded.ts";

describe("the second judgement", () => {
  it.each([...new Set(faults.map(({ check }) => check))])("finds nothing in `check %s` as it is", async (check) => {
    expect(await checkSeeded(null, check)).toEqual({ outcome: "holds", code: null, message: "" });
  });

  it.each(faults)("notices an engine that $name", async (fault) => {
    expect(await checkSeeded(fault, fault.check)).toMatchObject({ outcome: "error", code: fault.code });
  });
});
