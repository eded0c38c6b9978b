/** What `check` is told about threads and progress, and what of one search must not reach the next. */
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { SynodError } from "../../src/errors/errors.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { counting } from "../explore/fixtures/crew-protocols.ts";
import { lagging } from "../model/fixtures/lagging-protocol.ts";

async function refusal(work: () => unknown): Promise<SynodError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SynodError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("check", () => {
  it.each([0, -1, 1.5, 257, 1e9, Number.NaN, Number.POSITIVE_INFINITY, "2", null, true])(
    "refuses %s workers",
    async (workers) => {
      const error = await refusal(() => check(counting(), { workers } as CheckOptions));
      expect(error.id).toBe(typeof workers === "number" ? "bad-option-value" : "bad-definition");
      expect(error.message).toContain("workers");
    },
  );

  it("refuses what is no crew, and a crew together with workers", async () => {
    const [none, both] = await Promise.all([
      refusal(() => check(counting(), { crew: {} } as unknown as CheckOptions)),
      refusal(() => check(counting(), { crew: threadCrew(2), workers: 2 })),
    ]);
    expect(none.message).toContain("the option crew of check(...) is an object");
    expect(both.message).toContain("is given together with a crew");
  });

  it.each([[0], [1.5], ["many"], [{ module: "file:///m.mjs" }, 2], [{ module: 1, export: "m" }, 2], [null, 2]])(
    "is given no crew by threadCrew(%j, %j)",
    async (...given) => {
      const make = threadCrew as (...given: readonly unknown[]) => unknown;
      expect((await refusal(() => make(...given))).id).toBe("bad-definition");
    },
  );

  it("starts no threads for what takes none, and says how many there would have been", async () => {
    const { verdict } = await check(counting({ most: 9 }), { workers: 3 });
    expect(verdict).toMatchObject({ outcome: "holds", workers: 3, alone: null, states: { distinct: 1000 } });
    const copy = await check({ ...counting({ most: 9 }) }, { workers: 3 });
    expect(copy.verdict).toMatchObject({ outcome: "holds", workers: 1, alone: { id: "no-origin" } });
  });

  it("repeats the parameters and the mutant of a model that a protocol made, unless told others", async () => {
    const model = counting({ most: 2 }, "jumps");
    const own = { most: 2, limit: 120, deadly: false };
    expect((await check(model)).verdict).toMatchObject({ model: "counting", parameters: own, mutant: "jumps" });
    const told = await check(model, { name: "mine", parameters: {}, mutant: null });
    expect(told.verdict).toMatchObject({ model: "mine", parameters: {}, mutant: null });
  });

  it("rejects when the caller's progress throws, in a slice of its own thread", async () => {
    let calls = 0;
    const error = await refusal(() =>
      check(counting({ most: 40 }), {
        progress: () => {
          calls++;
          throw new RangeError("no screen");
        },
      }),
    );
    expect(error).toMatchObject({ id: "bad-config", cause: { message: "no screen" } });
    expect(error.message).toContain("the option progress of check(...)");
    expect(calls).toBe(1);
  });

  it("lays it to the caller, too, when one who hears of the second judgement or of the result throws", async () => {
    const thrower = () => {
      throw new RangeError("no screen");
    };
    const { verdict } = await check(counting({ most: 20 }), { certify: true, judging: thrower });
    expect(verdict).toMatchObject({ outcome: "error", error: { id: "bad-config", thrown: { message: "no screen" } } });
    expect(verdict.error?.details).toMatchObject({ setting: "the option judging of check(...)" });
    const error = await refusal(() => check(counting({ most: 2 }), { decided: thrower }));
    expect(error).toMatchObject({ id: "bad-config", cause: { message: "no screen" } });
    expect(error.message).toContain("the option decided of check(...)");
  });

  it("warns of lags that this search cut off, not of those of another", async () => {
    const model = lagging({ gap: 2 });
    const warned = async (options: CheckOptions) =>
      (await check(model, options)).verdict.warnings.some(({ kind }) => kind === "lags-cut");
    const shallow: CheckOptions = { maxDepth: 0 };
    expect(await warned(shallow)).toBe(false);
    expect(await Promise.all([warned({}), warned(shallow), warned({})])).toEqual([true, false, true]);
    expect(await warned(shallow)).toBe(false);
  });
});
