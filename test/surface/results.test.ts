/** What a check answers with is data, and is told in the same words by programs and by the command line. */
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { assertHolds, type CheckResult, check, DoesNotHold, toJson, toText } from "../../src/check.ts";
import * as synod from "../../src/index.ts";
import {
  boolean,
  enumeration,
  map,
  model,
  optional,
  range,
  record,
  sequence,
  set,
  tuple,
  union,
} from "../../src/index.ts";
import { run } from "../cli/run-synod.ts";

/** Every kind of field and value, a counterexample that goes through all of them, and a rule that throws on request. */
function everything({ throws = false } = {}) {
  const Point = record({ x: range(-1, 1), on: boolean });
  const { ping, pong, ...Message } = union({ ping: { to: Point }, pong: {} });
  return model({
    state: {
      n: range(-2, 2),
      at: Point,
      pair: tuple(boolean, optional(Point)),
      last: optional(Message),
      per: map(boolean, enumeration("idle", "busy")),
      deep: map(boolean, map(boolean, optional(Point))),
      seen: set(Message),
      queue: sequence(Message, { capacity: 2 }),
    },
    rules: {
      go: {
        for: { on: boolean },
        when: (s) => s.n < 2,
        do: (s, { on }) => {
          s.n += 1;
          s.at = { x: 1, on };
          s.pair = [on, s.at];
          s.last = ping({ to: s.at });
          s.per.set(on, "busy");
          s.deep.get(on).set(on, s.at);
          s.seen.add(on ? pong({}) : s.last);
          if (s.queue.length < 2) s.queue.push(s.last);
          if (throws && s.n === 1) throw new TypeError("no more");
        },
      },
    },
    always: { low: (s) => s.n < 1 },
    reachable: { up: (s) => s.n === 0, never: (s) => s.n === 2 && s.queue.length === 0 },
    eventuallyAlways: { high: (s) => s.n === 2 },
  });
}

const alone = { symmetry: false, workers: 1 } as const;

/** Sent to another thread, and saved and read again, nothing of it changes. */
function expectData(result: CheckResult): void {
  expect(structuredClone(result)).toStrictEqual(result);
  expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
}

describe("a result", () => {
  it("is data, with values of every kind in its traces", async () => {
    const result = await check(everything(), { keepGoing: true });
    const { verdict, counterexamples } = result;
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["low", "violated"],
      ["up", "holds"],
      ["never", "violated"],
      ["high", "violated"],
    ]);
    expectData(result);
    const last = counterexamples.find(({ property }) => property === "low")?.trace.steps.at(-1)?.state;
    expect(last?.["at"]).toEqual({ kind: "value", value: { x: 1, on: true }, text: "{x: 1, on: true}" });
    expect(last?.["pair"]).toMatchObject({ kind: "value", value: [true, { x: 1, on: true }] });
    expect(last?.["last"]).toMatchObject({ value: { kind: "ping", to: { x: 1, on: true } } });
  });

  it("is data when the model throws, when a search is cut short, when threads were of no use", async () => {
    const thrown = await check(everything({ throws: true }));
    expect(thrown.verdict).toMatchObject({ outcome: "error", error: { id: "effect-threw" } });
    const cut = await check(everything(), { maxStates: 5, properties: ["high"] });
    expect(cut.verdict).toMatchObject({ outcome: "undecided", error: { id: "limit-reached" } });
    const copy = await check({ ...everything() }, { workers: 2, eager: true });
    expect(copy.verdict).toMatchObject({ workers: 1, alone: { id: "no-origin" } });
    const bindings = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`b${at}`, range(0, 2 ** 31 - 2)]));
    const huge = await check(model({ state: { n: range(0, 1) }, rules: { go: { for: bindings, do: () => {} } } }));
    expect(huge.verdict.error).toMatchObject({ id: "domain-too-large", details: { size: Number.MAX_VALUE } });
    expect(toText(huge)).toContain("more than 2^53 instances");
    for (const result of [thrown, cut, copy, huge]) expectData(result);
  });

  it.each(
    builtIns
      .filter(({ protocol }) => Object.values(protocol.mutants).some(({ slow }) => !slow))
      .map((each) => [each.protocol.name, each] as const),
  )("is data for %s and a mutant of it", async (_, protocol) => {
    const found = Object.entries(protocol.protocol.mutants).find(([, { slow, breaks }]) => !slow && breaks !== null);
    if (found === undefined) return;
    const [mutant, { at, breaks, fairness }] = found;
    const options = { properties: [breaks as string], maxStates: 20_000, ...(fairness !== undefined && { fairness }) };
    expectData(await check(protocol(at, mutant), options));
  });
});

describe("toText and toJson", () => {
  const untimed = (text: string) => text.replace(/^ {2}time .*$/m, "  time");

  it("say what the command line says", async () => {
    const [mutant, at] = ["p-own", { ballots: 2 }];
    const paxos = builtIns.find(({ protocol }) => protocol.name === "paxos") as (typeof builtIns)[number];
    const command = "check paxos ballots=2 --mutant p-own --workers 1";
    const parameters = JSON.parse((await run(`${command} --json`)).stdout).parameters;
    const model = paxos(at, mutant);
    const result = await check(model, { mutant, name: "paxos", parameters });
    expect(result.verdict.outcome).toBe("violated");
    const { stdout, code } = await run(command);
    expect(code).toBe(12);
    expect(`${untimed(toText(result, { model, against: paxos(at) }))}\n`).toBe(untimed(stdout));
    const volatile = { wallMs: 0, peakRssBytes: 0 };
    expect({ ...toJson(result, { model, against: paxos(at) }), ...volatile }).toEqual({
      ...JSON.parse((await run(`${command} --json`)).stdout),
      ...volatile,
    });
  });

  it("keep to the page that is asked for, in colours on request", async () => {
    const result = await check(everything(), alone);
    const lines = toText(result, { width: 40 }).split("\n");
    expect(lines.length).toBeGreaterThan(toText(result).split("\n").length);
    expect(toText(result)).not.toContain("\u001b[");
    const coloured = toText(result, { color: true });
    expect(coloured).toContain("\u001b[");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what it is about.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(toText(result));
  });

  it("name the line of the model that threw", async () => {
    const result = await check(everything({ throws: true }), alone);
    const place = (toJson(result)["error"] as { readonly place: string }).place;
    expect(place).toMatch(/results\.test\.ts:\d+:\d+$/);
    expect(toText(result, { width: 200 })).toContain(place);
  });

  it("refuse what is no result, and options that there are not", async () => {
    const result = await check(everything(), alone);
    const codes = [
      () => toText(result.verdict as never),
      () => toJson(undefined as never),
      () => toText(result, { widht: 40 } as never),
      () => toText(result, { width: 10 }),
      () => toText(result, { color: "always" } as never),
      () => toText(result, 80 as never),
    ].map((wrong) => {
      try {
        return wrong();
      } catch (error) {
        return (error as synod.SynodError).code;
      }
    });
    expect(codes).toEqual(["SYN212", "SYN212", "SYN211", "SYN212", "SYN212", "SYN212"]);
  });
});

describe("assertHolds", () => {
  it("answers with the result where all is well", async () => {
    const { verdict } = await assertHolds(everything(), { properties: ["up"] });
    expect(verdict.outcome).toBe("holds");
  });

  it("throws the readable text, and the result with it, where a property is violated or nothing is decided", async () => {
    for (const [options, outcome] of [
      [{ properties: ["low"] }, "violated"],
      [{ properties: ["high"], maxStates: 2 }, "undecided"],
    ] as const) {
      const model = everything();
      const error = await assertHolds(model, options).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(DoesNotHold);
      const { message, result, name } = error as DoesNotHold;
      expect(name).toBe("DoesNotHold");
      expect(result.verdict.outcome).toBe(outcome);
      expect(message).toBe(toText(result, { model }));
    }
    const thrown = assertHolds(everything({ throws: true }));
    await expect(thrown).rejects.toThrow(/^ERROR[\s\S]*TypeError: no more/);
  });

  it("rejects like check where nothing can be checked", async () => {
    await expect(assertHolds({} as never)).rejects.toMatchObject({ code: "SYN212" });
    await expect(assertHolds(everything(), { properties: ["lwo"] as never })).rejects.toMatchObject({ code: "SYN106" });
  });
});

describe("what `synod` has of `synod/check`", () => {
  it("is the same, but for what its first call loads", async () => {
    const result = await synod.check(everything(), alone);
    expect(result.verdict.states).toEqual((await check(everything(), alone)).verdict.states);
    expect(synod.errorText).toBe((await import("../../src/check.ts")).errorText);
  });
});
