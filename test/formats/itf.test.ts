import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnyDomain } from "../../src/domain/domain.ts";
import { isItf, itfText, parseItf } from "../../src/formats/itf.ts";
import { fromItfValue, itfValue } from "../../src/formats/itf-value.ts";
import { recordedType, recordValue } from "../../src/formats/record-state.ts";
import { type RecordedValue, recordedText, valueKey } from "../../src/formats/recorded-value.ts";
import type { Recording } from "../../src/formats/recording.ts";
import { tracedRecording } from "../../src/formats/traced-recording.ts";
import {
  bag,
  enumeration,
  map,
  model,
  oneOf,
  range,
  record,
  scalarset,
  sequence,
  set,
  subset,
} from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { plainText } from "../../src/state/plain.ts";
import { domains } from "../domain/arbitrary-domain.ts";
import { randomModel } from "../support/random-model.ts";
import { randomSystem } from "../support/random-system.ts";
import { refusal } from "../support/refusal.ts";
import { isOfType, parseType } from "./snowcat.ts";
import { randomWalk, toldWalk } from "./told-walks.ts";

/** Whether values of several domains are told apart somewhere in it, which a model's own text does not do. */
function hasCases({ structure }: AnyDomain): boolean {
  switch (structure.kind) {
    case "one-of":
      return true;
    case "optional":
      return hasCases(structure.inner);
    case "record":
      return structure.fields.some(([, of]) => hasCases(of));
    case "tuple":
      return structure.members.some(hasCases);
    case "union":
      return structure.cases.some(([, of]) => hasCases(of));
    case "list":
    case "subset":
      return hasCases(structure.element);
    default:
      return false;
  }
}

const bad = (problem: string) => new Error(problem);
const parsed = (text: string) => parseItf("a.itf.json", JSON.parse(text));

describe("values in ITF", () => {
  it("read back as they were, apart from each other, and are of the type that is said of them", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        const recorded = values.map((value) => recordValue(domain, value));
        const type = parseType(recordedType(domain) as string);
        const keys = recorded.map((value) => {
          const json = JSON.parse(JSON.stringify(itfValue(value)));
          expect(isOfType(json, type)).toBe(true);
          const back = fromItfValue(json, bad);
          expect(back).toEqual(value);
          return valueKey(back);
        });
        expect(new Set(keys).size).toBe(values.length);
      }),
      { numRuns: 150 },
    );
  });

  it("read as a trace of a model shows them", () => {
    fc.assert(
      fc.property(domains, ({ domain, values }) => {
        const isMixed = hasCases(domain);
        for (const value of values.slice(0, 20))
          if (!isMixed) expect(recordedText(recordValue(domain, value))).toBe(domain.format(value));
      }),
    );
  });

  it("of several domains that are of one type are not wrapped; of several, each is a case", () => {
    const names = oneOf(scalarset("p", 1), enumeration("none"));
    expect([recordValue(names, "p1"), recordedType(names)]).toEqual(["p1", "Str"]);
    const mixed = oneOf(enumeration("none"), range(1, 2));
    expect(recordValue(mixed, 2)).toEqual({ kind: "variant", tag: "Int", value: 2 });
    expect(recordedType(mixed)).toBe("(Str(Str) | Int(Int))");
  });

  it("that are sets stay sets, and bags say how often", () => {
    expect(recordValue(subset(range(1, 3)), subset(range(1, 3))([3, 1]))).toEqual({ kind: "set", members: [1, 3] });
    expect(recordedType(map(scalarset("n", 2), bag(range(0, 1), { capacity: 3 })))).toBe("(Str -> (Int -> Int))");
  });

  it("have no type where a name is none of TLA+'s", () => {
    expect(recordedType(record({ "not one": range(0, 1) }))).toBeNull();
    expect(recordedType(sequence(record({ ok: range(0, 1) }), { capacity: 1 }))).toBe("Seq({ ok: Int })");
  });
});

describe("a trace in ITF", () => {
  const reads = (model: Model, seed: number, closing: boolean) => {
    const told = toldWalk(model, randomWalk(model, seed, { length: 12, closing }));
    const text = itfText(told.recording);
    expect(isItf(JSON.parse(text))).toBe(true);
    const { meta, ...rest } = parsed(text);
    const { meta: was, ...all } = told.recording;
    expect(rest).toEqual(all);
    expect(meta).toEqual({ format: "ITF", "format-description": expect.any(String), ...was });
    const types = Object.entries((meta["varTypes"] ?? {}) as Record<string, string>);
    for (const state of JSON.parse(text).states)
      for (const [name, type] of types) expect(isOfType(state[name], parseType(type))).toBe(true);
    return told;
  };

  it("parses back to equal states, of random models, with loops and without", () => {
    let loops = 0;
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, closing) => {
        if (reads(randomModel(seed, { space: 200, fault: null }), seed, closing).trace.loop !== null) loops++;
      }),
      { numRuns: 100 },
    );
    expect(loops).toBeGreaterThan(10);
  });

  it("parses back to equal states, of random systems of roles", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => void reads(randomSystem(seed, { expiring: false }), seed, false)),
      { numRuns: 40 },
    );
  });

  it("shows, read without its model, the changes that it shows with it", () => {
    const Node = scalarset("n", 2);
    const counting = model({
      name: "counting",
      state: { n: map(Node, range(0, 2)), seen: set(range(0, 2)), log: sequence(Node, { capacity: 4 }) },
      rules: {
        up: {
          for: { who: Node },
          when: (s, { who }) => s.n.get(who) < 2,
          do: (s, { who }) => {
            s.n.set(who, s.n.get(who) + 1);
            s.seen.add(s.n.get(who));
            s.log.push(who);
          },
        },
      },
    });
    const { trace, recording } = toldWalk(counting, { initial: 0, steps: [0, 1, 0] });
    const again = tracedRecording(parsed(itfText(recording)));
    expect(again.steps.map(({ changes }) => changes)).toEqual(trace.steps.map(({ changes }) => changes));
    expect(again.steps.map(({ rule, arguments: bound }) => [rule, bound])).toEqual(
      trace.steps.map(({ rule, arguments: bound }) => [rule, bound]),
    );
    const texts = (state: typeof trace.initial) =>
      Object.entries(state).map(([name, field]) => [name, plainText(field)]);
    expect(texts(again.initial)).toEqual(texts(trace.initial));
  });

  it("lists each state of a lasso once, and says what leads back", () => {
    const flip = model({
      state: { n: range(0, 2) },
      rules: {
        on: {
          do: (s) => {
            s.n = s.n === 2 ? 1 : s.n + 1;
          },
        },
      },
    });
    const { recording } = toldWalk(flip, { initial: 0, steps: [0, 0, 0], loop: 1 });
    const json = JSON.parse(itfText(recording));
    expect(json.states.map((state: { n: unknown }) => state.n)).toEqual(
      [0, 1, 2].map((n) => ({ "#bigint": String(n) })),
    );
    expect(json.loop).toBe(1);
    expect(json["#meta"].closing).toEqual({ rule: "on", arguments: [] });
  });

  it("refuses names that the format keeps for itself", () => {
    const strange = model({ state: { "#set": range(0, 1) }, rules: { on: { do: () => {} } } });
    const { recording } = toldWalk(strange, { initial: 0, steps: [] });
    expect(refusal(() => itfText(recording)).code).toBe("SYN503");
  });

  it("keeps whatever else names may be", () => {
    const names = ["__proto__", "constructor", 'a "quoted" one', "<script>", "\u202e", "x".repeat(5000), "12"];
    const state = Object.fromEntries(names.map((name) => [name, enumeration(name, "other")]));
    const hostile = model({ state: state as never, rules: { on: { do: () => {} } } });
    const { recording } = toldWalk(hostile, { initial: 0, steps: [0] });
    const back = parsed(itfText(recording));
    expect(back.states).toEqual(recording.states);
    expect([...back.vars].sort()).toEqual([...names].sort());
  });
});

/** As Apalache writes it; in the example of ADR-015 integers are plain. */
const missionaries = {
  "#meta": { source: "MC_MissionariesAndCannibalsTyped.tla", varTypes: { bank_of_boat: "Str" } },
  vars: ["bank_of_boat", "who_is_on_bank"],
  states: [
    {
      "#meta": { index: 0 },
      bank_of_boat: "E",
      who_is_on_bank: {
        "#map": [
          ["E", { "#set": ["c1_OF_PERSON", "m1_OF_PERSON"] }],
          ["W", { "#set": [] }],
        ],
      },
    },
    {
      "#meta": { index: 1 },
      bank_of_boat: "W",
      who_is_on_bank: {
        "#map": [
          ["W", { "#set": ["c1_OF_PERSON"] }],
          ["E", { "#set": ["m1_OF_PERSON"] }],
        ],
      },
    },
  ],
};

describe("a trace of another tool", () => {
  it("of Apalache's shows what changed, whatever the order of keys", () => {
    const { initial, steps } = tracedRecording(parseItf("a", missionaries));
    expect(plainText(initial["who_is_on_bank"] as never)).toBe("[E: {c1_OF_PERSON, m1_OF_PERSON}, W: {}]");
    expect(steps[0]?.rule).toBe("a step");
    expect(steps[0]?.changes).toEqual([
      { kind: "set", path: "bank_of_boat", before: "E", after: "W" },
      { kind: "members", path: "who_is_on_bank[E]", added: [], removed: ["c1_OF_PERSON"] },
      { kind: "members", path: "who_is_on_bank[W]", added: ["c1_OF_PERSON"], removed: [] },
    ]);
  });

  it("of Quint's shows its actions, and a state that is one record field by field", () => {
    const state = (n: number, got: unknown) => ({ s: { n: { "#bigint": String(n) }, got } });
    const quint = {
      "#meta": { format: "ITF", status: "violation" },
      vars: ["mbt::actionTaken", "s"],
      states: [
        { "#meta": { index: 0 }, "mbt::actionTaken": "init", ...state(0, { tag: "None", value: { "#tup": [] } }) },
        {
          "#meta": { index: 1 },
          "mbt::actionTaken": "step",
          ...state(1, { tag: "Some", value: { "#tup": [1, true] } }),
        },
      ],
    };
    const { steps } = tracedRecording(parseItf("q", quint));
    expect(steps.map(({ rule }) => rule)).toEqual(["step"]);
    expect(steps[0]?.changes.map(({ path }) => path)).toEqual(["mbt::actionTaken", "s.n", "s.got"]);
    expect(steps[0]?.changes[2]).toMatchObject({ before: "none", after: "(1, true)" });
  });

  it.each([
    [{ tag: "A", value: "U_OF_UNIT" }, null],
    [{ tag: "A", value: { tag: "UNIT", value: "U_OF_UNIT" } }, null],
    [{ tag: "A", value: { "#tup": [] } }, null],
    [{ tag: "A", value: {} }, null],
    [{ tag: "A", value: 1 }, 1],
  ])("has variants without a value in any of the forms: %j", (json, value) => {
    expect(fromItfValue(json, bad)).toEqual({ kind: "variant", tag: "A", value });
  });

  it.each([
    [7, 7],
    [-0, 0],
    [{ "#bigint": "-12" }, -12],
    [{ "#bigint": "9007199254740993" }, { kind: "integer", digits: "9007199254740993" }],
    [{ "#unserializable": "Nat" }, { kind: "unreadable", text: "Nat" }],
    [[1, []], { kind: "list", members: [1, { kind: "list", members: [] }] }],
  ] as [unknown, RecordedValue][])("has %j", (json, value) => {
    expect(fromItfValue(json, bad)).toEqual(value);
  });

  const lasso = (states: number[], loop: number): Recording =>
    parseItf("l", { vars: ["n"], states: states.map((n) => ({ n })), loop });
  it("has a loop whether or not the state that it returns to is there again", () => {
    expect(lasso([0, 1, 2], 1)).toMatchObject({ states: [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 1 }], loop: 1 });
    expect(lasso([0, 1, 2, 1], 1)).toMatchObject({ states: [{ n: 0 }, { n: 1 }, { n: 2 }, { n: 1 }], loop: 1 });
    expect(lasso([0, 1], 1)).toMatchObject({ states: [{ n: 0 }, { n: 1 }], loop: 1 });
  });

  it.each([
    [{ states: [] }, "is not a list of one state or more"],
    [{ states: [1] }, "is not a list of one state or more"],
    [{ vars: "x", states: [{}] }, '"vars" is not a list of texts'],
    [{ vars: ["x"], states: [{ x: 1 }, {}] }, '"states"[1] has no "x"'],
    [{ vars: ["x"], states: [{ x: null }] }, '"states"[0] has a null'],
    [{ vars: ["x"], states: [{ x: 1.5 }] }, "1.5"],
    [{ vars: ["x"], states: [{ x: 2 ** 53 }] }, "no integer that JSON can be sure of"],
    [{ vars: ["x"], states: [{ x: { "#bigint": 1 } }] }, '"#bigint"'],
    [{ vars: ["x"], states: [{ x: { "#map": [[1]] } }] }, "pairs of key and value"],
    [{ vars: ["x"], states: [{ x: { "#set": {} } }] }, '"#set"'],
    [{ vars: ["x"], states: [{ x: { "#fun": [] } }] }, '"#fun"'],
    [{ vars: ["x"], states: [{ x: 1 }], loop: 1 }, '"loop" is 1'],
    [{ vars: ["x"], states: [{ x: 1 }], loop: "0" }, '"loop" is "0"'],
  ])("is refused by a code when it is broken: %j", (json, problem) => {
    const { code, message } = refusal(() => parseItf("broken.itf.json", json));
    expect(code).toBe("SYN502");
    expect(message).toContain(problem);
  });

  it("is refused when its values are too deep to be any", () => {
    let deep: unknown = 1;
    for (let at = 0; at < 5000; at++) deep = [deep];
    expect(refusal(() => parseItf("deep", { vars: ["x"], states: [{ x: deep }] })).message).toContain(
      "deep in each other",
    );
  });
});
