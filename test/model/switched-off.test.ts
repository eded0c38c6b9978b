import { describe, expect, expectTypeOf, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { compile } from "../../src/compile/compile.ts";
import { SynodError } from "../../src/errors/errors.ts";
import { boolean, enumeration, type Model, map, model, range, strong, system, weak } from "../../src/index.ts";
import type { FairnessAssumption } from "../../src/model/fairness.ts";
import { stepText } from "../../src/program/instances.ts";

const Node = enumeration("n", "m");
const state = { at: map(Node, range(0, 3)), flag: boolean };
const switches = [
  { skips: false, resets: false },
  { skips: true, resets: false },
  { skips: false, resets: true },
  { skips: true, resets: true },
];

/** Two nodes that count; where it `skips` by two or three as well, and where it `resets` back to none. */
const counting = ({ skips, resets }: (typeof switches)[number], make = model): Model =>
  make({
    state,
    rules: {
      skip: skips && {
        for: { node: Node, by: range(2, 3) },
        when: (s, { node, by }) => s.at.get(node) + by <= 3,
        do: (s, { node, by }) => s.at.set(node, s.at.get(node) + by),
      },
      count: {
        for: { node: Node },
        when: (s, { node }) => s.at.get(node) < 3,
        do: (s, { node }) => s.at.set(node, s.at.get(node) + 1),
      },
      reset: resets && { for: { node: Node }, do: (s, { node }) => s.at.set(node, 0) },
    },
    always: {
      "never at three": skips && ((s) => s.at.get("n") < 3),
      bounded: (s) => s.at.get("n") <= 3,
    },
    step: !resets && { grows: (before, after) => before.at.get("n") <= after.at.get("n") },
    reachable: { "both at three": (s) => Node.values.every((node) => s.at.get(node) === 3), flagged: false },
    leadsTo: { "one, then three": !resets && [(s) => s.at.get("n") === 1, (s) => s.at.get("n") === 3] },
    alwaysReachable: resets && { start: (s) => s.at.get("n") === 0 },
    fairness: {
      "resets in the end": resets && strong("reset", { per: "node" }),
      usual: [weak(["skip", "count"], { per: "node" }), weak("reset")],
    },
  });

/** `model` of a definition from which everything that is `false` has been taken out, as one would by hand. */
const byHand = (definition: Readonly<Record<string, unknown>>): Model => {
  const on = (parts: unknown): object =>
    Object.fromEntries(Object.entries(parts as object).filter(([, part]) => part !== false));
  const { state: schema, ...parts } = definition;
  const rules = on(parts["rules"]);
  const left = (given: unknown) =>
    (Array.isArray(given) ? (given as readonly FairnessAssumption[]) : [given as FairnessAssumption])
      .map((each) => ({ ...each, rules: each.rules.filter((name) => name in rules) }))
      .filter((each) => each.rules.length > 0);
  const written = Object.entries(on(parts)).map(([part, given]) => [part, on(given)] as const);
  const fairness = Object.entries(on(parts["fairness"])).map(([name, given]) => [name, left(given)] as const);
  return model({ ...Object.fromEntries(written), state: schema, fairness: Object.fromEntries(fairness) } as never);
};

/** All that a check says, save how long it took. */
const said = async (of: Model, fairness?: string) => {
  const { verdict, counterexamples } = await check(of, { workers: 1, ...(fairness !== undefined && { fairness }) });
  return { verdict: { ...verdict, wallMs: 0, peakRssBytes: 0 }, counterexamples };
};

/** Code, what, and remedy of what is refused. */
const refusal = (make: () => unknown): readonly string[] => {
  try {
    make();
  } catch (error) {
    if (error instanceof SynodError) return [error.code, error.message, error.remedy];
    throw error;
  }
  throw new Error("it was not refused");
};
const WRITE_FALSE = "write `false` for an entry that is to be as if it were not written: name: count > 0 && { ... }";

describe("an entry that is false", () => {
  it.each(switches)("is as if it were not written: %o", async (given) => {
    const [switched, plain] = [counting(given), counting(given, byHand as unknown as typeof model)];
    const steps = (of: Model) => {
      const { instances } = compile(of);
      return Array.from({ length: instances.total }, (_, step) => stepText(instances, step));
    };
    expect(steps(switched)).toEqual(steps(plain));
    expect(switched.properties.map(({ name, kind }) => [name, kind])).toEqual(
      plain.properties.map(({ name, kind }) => [name, kind]),
    );
    expect(switched.fairness).toEqual(plain.fairness);
    for (const fairness of [undefined, "usual"])
      expect(await said(switched, fairness)).toEqual(await said(plain, fairness));
  });

  it("has no row, and no warning, in the verdict", async () => {
    const { verdict } = await said(counting({ skips: false, resets: false }));
    expect(verdict).toMatchObject({
      outcome: "holds",
      states: { distinct: 16, generated: 25, depth: 6 },
      warnings: [],
    });
    expect(verdict.coverage.map(({ rule }) => rule)).toEqual(["count"]);
    expect(verdict.properties.map(({ name }) => name)).toEqual([
      "bounded",
      "grows",
      "both at three",
      "one, then three",
    ]);
  });

  it("may be named by fairness, which then assumes nothing of it", () => {
    const { fairness } = counting({ skips: false, resets: false });
    expect([...fairness.keys()]).toEqual(["usual", "none"]);
    expect(fairness.get("usual")).toMatchObject([{ rules: ["count"], per: ["node"] }]);
    const misspelt = () =>
      model({ state, rules: { go: { do: () => {} }, stay: false }, fairness: { fair: weak(["go", "stey"]) } });
    expect(refusal(misspelt)).toEqual(["SYN105", 'fairness fair: the model has no rule "stey"', "use one of: go"]);
  });

  it("may be a whole kind, and all fairness", () => {
    const made = model({ state, rules: { go: { do: () => {} } }, always: false, leadsTo: false, fairness: false });
    expect(made.properties).toEqual([]);
    expect([...made.fairness.keys()]).toEqual(["none"]);
  });

  it("leaves no rules when all are", () => {
    expect(refusal(() => model({ state, rules: { go: false, stay: false } })).slice(0, 2)).toEqual([
      "SYN204",
      "the model has no rules",
    ]);
  });

  it("keeps its name: a property of another kind may not have it", () => {
    const twice = () =>
      model({ state, rules: { go: { do: () => {} } }, always: { fine: false }, reachable: { fine: () => true } });
    expect(refusal(twice).slice(0, 2)).toEqual(["SYN205", 'two properties are named "fine": `always` and `reachable`']);
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [0, "0"],
    [Number.NaN, "NaN"],
    [0n, "0"],
    ["", '""'],
  ])("is `false` and nothing else: not %o", (given, text) => {
    const rules = { go: { do: () => {} } };
    const made = [
      () => model({ state, rules: { ...rules, stay: given as never } }),
      () => model({ state, rules, always: { fine: given as never } }),
      () => model({ state, rules, leadsTo: { fine: given as never } }),
      () => model({ state, rules, fairness: { fair: given as never } }),
      () => pings({ step: given as never }),
      () => pings({ ping: given as never }),
      () => pings({ expires: given as never }),
    ];
    const refused = made.map(refusal);
    expect(refused.map(([code]) => code)).toEqual([
      ...["SYN206", "SYN209", "SYN209", "SYN105"],
      ...["SYN206", "SYN206", "SYN220"],
    ]);
    for (const [, , remedy] of refused) expect(remedy).toBe(WRITE_FALSE);
    expect(text).toBeTypeOf("string");
  });
});

const playing = system({
  roles: {
    player: { processes: Node, stable: { hits: range(0, 2) }, crashes: { restarts: true, atMost: 1 } },
  },
  messages: { ping: { from: "player", to: "player", fields: { hit: range(0, 2) } } },
  network: "set",
});

interface Parts {
  readonly step: boolean;
  readonly ping: boolean;
  readonly expires: boolean;
  readonly restart: boolean;
}

/** Players that hit, each part on where it is true; what is not a boolean stands where the part would. */
const pings = (parts: Partial<Parts>): Model => {
  const { step, ping, expires, restart }: Parts = { step: true, ping: true, expires: true, restart: true, ...parts };
  const player = playing.role("player", {
    rules: {
      hit: step && {
        for: { by: range(1, 2) },
        when: (row, { by }) => row.hits + by <= 2,
        do: (row, { self, by, send }) => {
          row.hits += by;
          send.ping({ to: self === "n" ? "m" : "n", hit: row.hits });
        },
      },
      rest: { for: {}, do: (_row) => {} },
    },
    receive: {
      ping: ping && {
        when: (row, { message }) => message.hit > row.hits,
        do: (row, { message }) => {
          row.hits = message.hit;
        },
      },
    },
    expires: { ping: expires && ((row, { message }) => message.hit < row.hits) },
    restart: restart && {
      do: (row) => {
        row.hits = 0;
      },
    },
  });
  return playing.model({
    roles: [player],
    always: { "few hits": ping && ((s) => s.player.hits.get("n") <= 2) },
    step: { climbs: !restart && ((before, after) => before.player.hits.get("n") <= after.player.hits.get("n")) },
    leadsTo: step && { "one hit, then two": [(s) => s.player.hits.get("n") > 0, (s) => s.player.hits.get("n") === 2] },
    fairness: { fair: [weak("hit"), weak("receive ping", { per: "instance" })] },
  });
};

describe("what a role does that is false", () => {
  it("is as if it were not written", () => {
    const names = (of: Model) => of.rules.map(({ name }) => name);
    expect(names(pings({}))).toEqual(["hit", "rest", "receive ping", "crash player", "restart player"]);
    expect(names(pings({ step: false, ping: false }))).toEqual(["rest", "crash player", "restart player"]);
    expect(pings({}).expiries).toHaveLength(1);
    expect(pings({ expires: false }).expiries).toHaveLength(0);
    expect(pings({ step: false }).properties.map(({ name }) => name)).toEqual(["few hits"]);
    expect(pings({ ping: false, restart: false }).properties.map(({ name }) => name)).toEqual([
      "climbs",
      "one hit, then two",
    ]);
  });

  it("is nothing that fairness assumes anything of", () => {
    const { fairness } = pings({ step: false });
    expect(fairness.get("fair")).toMatchObject([{ rules: ["receive ping"], per: "instance" }]);
    expect(pings({ step: false, ping: false }).fairness.get("fair")).toEqual([]);
  });

  it("does not receive a kind that would then stay in the network for ever", () => {
    const bagged = system({
      roles: { player: { processes: Node } },
      messages: { ping: { from: "player", to: "player" } },
      network: { kind: "bag", capacity: 1 },
    });
    expect(refusal(() => bagged.role("player", { receive: { ping: false } }))[1]).toContain(
      'does not say what becomes of "ping"',
    );
  });
});

describe("the types of rules and properties beside a switch", () => {
  const on = Math.random() < 2;

  it("are inferred, each on its own", () => {
    model({
      state,
      rules: {
        skip: on && {
          for: { node: Node, by: range(2, 3) },
          when: (s, { node, by }) => {
            expectTypeOf(node).toEqualTypeOf<"n" | "m">();
            expectTypeOf(by).toEqualTypeOf<number>();
            // @ts-expect-error a guard may not write
            s.flag = true;
            // @ts-expect-error no such field
            s.flog;
            return s.flag;
          },
          do: (s, bound) => {
            expectTypeOf(bound).toEqualTypeOf<{ readonly node: "n" | "m"; readonly by: number }>();
            s.at.set(bound.node, bound.by);
            // @ts-expect-error no such node
            s.at.set("o", bound.by);
          },
        },
        count: {
          for: { node: Node },
          // @ts-expect-error the bound value is called node
          do: (s, { nod }) => s.at.set(nod, 0),
        },
        never: false,
        either: on ? { for: { node: Node }, do: (s, { node }) => s.at.set(node, 0) } : false,
      },
      always: {
        fine: on && ((s) => s.at.get("n") <= 3),
        // @ts-expect-error no such node
        odd: on && ((s) => s.at.get("o") <= 3),
      },
      step: on && { grows: (before, after) => before.at.get("n") <= after.at.get("n") },
      leadsTo: { follows: on && [(s) => s.flag, (s) => !s.flag] },
      fairness: { fair: on && weak("skip") },
    });
    // @ts-expect-error a rule has an effect
    expect(refusal(() => model({ state, rules: { idle: on && { for: { node: Node } } } }))[0]).toBe("SYN206");
  });

  it("refuse what is no boolean before &&", () => {
    const [count, text, absent] = [Number("1"), String("on"), new Map([["a", 1]]).get("a")];
    const rule = { do: () => {} };
    model({
      state,
      rules: {
        go: rule,
        // @ts-expect-error 0 is not false
        counted: count && rule,
        // @ts-expect-error nor is the empty text
        named: text && rule,
        // @ts-expect-error nor undefined
        found: absent && rule,
        compared: count > 0 && rule,
      },
      // @ts-expect-error 0 is not false
      always: { counted: count && (() => true) },
      // @ts-expect-error nor undefined
      reachable: { found: absent && (() => true) },
    });
    expect(count).toBe(1);
  });

  it("leave the names that the model carries, switched off or not", () => {
    const named = model({
      state,
      rules: { go: { do: () => {} } },
      always: { fine: on && ((s) => s.flag), never: false },
      eventually: on && { ends: (s) => s.flag },
      fairness: { fair: weak("go"), unfair: on && [] },
    });
    expectTypeOf(named).toEqualTypeOf<Model<"fine" | "never" | "ends", "fair" | "unfair">>();
    expect(named.properties.map(({ name }) => name)).toEqual(["fine", "ends"]);
    expect([...named.fairness.keys()]).toEqual(["fair", "unfair", "none"]);
  });

  it("are inferred in roles", () => {
    const player = playing.role("player", {
      rules: {
        hit: on && {
          for: { by: range(1, 2) },
          when: (row, at) => {
            expectTypeOf(row.hits).toEqualTypeOf<number>();
            expectTypeOf(at.by).toEqualTypeOf<number>();
            expectTypeOf(at.self).toEqualTypeOf<"n" | "m">();
            return true;
          },
          // @ts-expect-error no such field
          do: (row) => void row.misses,
        },
        rest: {
          // Without any rule that has `for` and no condition, TypeScript does not infer what those with one bind.
          for: {},
          do: (row) => {
            row.hits = 0;
          },
        },
      },
      receive: {
        ping: on && {
          do: (_, { message }) => {
            expectTypeOf(message.hit).toEqualTypeOf<number>();
          },
        },
      },
      expires: { ping: on && ((row, { message }) => message.hit < row.hits) },
    });
    playing.model({
      roles: [player],
      // @ts-expect-error no such role
      always: { fine: on && ((s) => s.referee.hits.get("n") <= 2) },
    });
    expect(player.off).toEqual([]);
  });
});
