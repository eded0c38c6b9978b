/** `expect(model).toHold()` and its like, as vitest has them; in other projects and versions: runners.slow.test.ts. */
import { describe, expect, it } from "vitest";
import { threadCrew } from "../../src/check.ts";
import { range, model as synodModel } from "../../src/index.ts";
import { type NotAsClaimed, SynodError, synodMatchers } from "../../src/vitest.ts";
import { counter, round, throwing } from "./models.ts";

const good = synodModel({
  state: { n: range(0, 1) },
  rules: { up: { when: (s) => s.n < 1, do: (s) => void s.n++ } },
  always: { small: (s) => s.n <= 1 },
});
/** What a failed test would show. */
const failure = async (asserted: Promise<void>): Promise<Error & Pick<NotAsClaimed, "expected" | "actual">> => {
  const error = await asserted.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Error);
  return error as Error;
};

describe("the matchers", () => {
  it("pass for what is so", async () => {
    await expect(good).toHold();
    await expect(counter).toHold({ properties: ["natural"] });
    await expect(counter).toViolate("small", { steps: 4, trace: ["add", "add", "add", "add"] });
    await expect(counter).toReach("far", { steps: 4 });
    await expect(counter).not.toHold();
    await expect(counter).not.toViolate("natural");
    await expect(counter).not.toReach("never");
    await expect(round).toViolate("rests", { loop: 1 });
  });

  it("fail with the report and its trace for what is not", async () => {
    const { message } = await failure(expect(counter).toHold());
    expect(message).toMatch(/^VIOLATED {2}counter\n[\s\S]*\n 1 {2}up\n/);
    const wrong = await failure(expect(counter).toViolate("small", { trace: ["add", "up", "add", "add"] }));
    expect(wrong.message).toMatch(
      /^small is violated by another trace: step 2 is add\(by: 2\), not up\n\nVIOLATED[\s\S]*\n 4 {2}add\(by: 2\)\n/,
    );
    expect(wrong.expected).toEqual(["add", "up", "add", "add"]);
    expect(wrong.actual).toEqual(["add", "add(by: 2)", "add", "add"]);
    expect((await failure(expect(counter).toReach("never"))).message).toMatch(/^never is never reached\n\nVIOLATED/);
  });

  it("fail behind not for what is so, and show it", async () => {
    expect((await failure(expect(good).not.toHold())).message).toMatch(/^the model holds, and is not to\n\nHOLDS/);
    expect((await failure(expect(counter).not.toViolate("small"))).message).toMatch(
      /^small is violated, and is not to\n\nVIOLATED[\s\S]*\n 4 {2}add\(by: 2\)\n/,
    );
    expect((await failure(expect(counter).not.toReach("far"))).message).toMatch(/^far is reached, and is not to\n/);
  });

  it.each([
    ["cut short", good, { maxStates: 1 }, "UNDECIDED", /the model holds\n/],
    ["that throws", throwing, {}, "ERROR", /the model holds\n/],
  ] as const)(
    "pass neither way for a search that is undecided or a model %s",
    async (_, model, options, outcome, unknown) => {
      expect((await failure(expect(model).toHold(options))).message).toMatch(new RegExp(`^${outcome}`));
      const { message } = await failure(expect(model).not.toHold(options));
      expect(message).toMatch(unknown);
      expect(message).toMatch(new RegExp(`^it is not known whether .*\n\n${outcome}`));
      const property = model === good ? "small" : "natural";
      for (const asserted of [
        expect(model).toViolate(property, options),
        expect(model).not.toViolate(property, options),
      ])
        expect((await failure(asserted)).message).toMatch(/^it is not known whether/);
    },
  );

  it("claim no length or trace behind not", async () => {
    for (const given of [{ steps: 12 }, { trace: ["up"] }, { loop: 1 }]) {
      const [name] = Object.keys(given);
      await expect(expect(counter).not.toViolate("small", given)).rejects.toMatchObject({
        code: "SYN134",
        message: `not.toViolate(...) with ${name}: any other length or trace would let it pass`,
      });
    }
    await expect(expect(counter).not.toReach("far", { steps: 12 })).rejects.toMatchObject({ code: "SYN134" });
  });

  it("are refused for what is asked wrongly, whichever way", async () => {
    for (const asserted of [
      expect({}).toHold(),
      expect({}).not.toHold(),
      expect(counter).not.toViolate("smal"),
      expect(counter).toReach("small"),
      expect(counter).toHold({ stroe: "exact" } as never),
      expect(counter).toHold([] as never),
    ])
      expect(await failure(asserted)).toBeInstanceOf(SynodError);
  });
});

describe("threads", () => {
  // Large enough for a search to call for threads.
  const N = range(0, 159);
  const up = (n: "a" | "b") => ({
    when: (s: { a: number; b: number }) => s[n] < 159,
    do: (s: { a: number; b: number }) => void s[n]++,
  });
  const grid = synodModel({
    state: { a: N, b: N },
    rules: { a: up("a"), b: up("b") },
    always: { "in bounds": (s) => s.a < 160 },
  });
  const threadsOf = async (run: () => Promise<unknown>): Promise<number> => {
    let started = 0;
    const count = () => {
      started++;
    };
    process.on("worker", count);
    await run();
    process.off("worker", count);
    return started;
  };

  it("are started by no matcher that is not told to", async () => {
    expect(await threadsOf(() => expect(grid).toHold())).toBe(0);
    expect(await threadsOf(() => expect(good).toHold({ eager: true }))).toBe(0);
    expect(await threadsOf(() => expect(good).toHold({ eager: true, workers: 2 }))).toBe(2);
  });

  it("are as many as matchers of other defaults say, unless they are told otherwise", async () => {
    const { toHold, toViolate } = synodMatchers({ workers: 2, eager: true, store: "exact" });
    expect(await threadsOf(() => toHold.call({}, good))).toBe(2);
    expect(await threadsOf(() => toHold.call({}, good, { workers: 1 }))).toBe(0);
    const crew = threadCrew(1);
    expect((await toHold.call({}, good, { crew })).pass).toBe(true);
    await crew.close();
    expect((await toViolate.call({}, good, "small")).message()).toContain("store     exact");
  });
});
