/** `forEvery` under `reachable`, `alwaysReachable` and over time: a family, each part a property of its own. */
import { describe, expect, it } from "vitest";
import { check, toJson, toText } from "../../src/check.ts";
import {
  enumeration,
  forEvery,
  map,
  model,
  protocol,
  range,
  type StateDraft,
  type StateView,
  type SynodError,
  scalarset,
  system,
  type ValueOf,
  weak,
} from "../../src/index.ts";
import { runMutants } from "../../src/mutants.ts";
import { refusal } from "../support/refusal.ts";

const Process = enumeration("p", "q", "r");
const at = map(Process, enumeration("away", "waits", "inside"));

type View = StateView<{ at: typeof at }>;
type Draft = StateDraft<{ at: typeof at }>;
interface One {
  readonly p: ValueOf<typeof Process>;
}
/** One is inside at a time. `r` is never let in. */
const clubRules = {
  ask: {
    for: { p: Process },
    when: (s: View, { p }: One) => s.at.get(p) === "away",
    do: (s: Draft, { p }: One) => s.at.set(p, "waits"),
  },
  enter: {
    for: { p: Process },
    when: (s: View, { p }: One) => p !== "r" && s.at.get(p) === "waits" && !s.at.values().includes("inside"),
    do: (s: Draft, { p }: One) => s.at.set(p, "inside"),
  },
  leave: {
    for: { p: Process },
    when: (s: View, { p }: One) => s.at.get(p) === "inside",
    do: (s: Draft, { p }: One) => s.at.set(p, "away"),
  },
};

const club = model({
  name: "club",
  state: { at, turns: range(0, 2) },
  rules: clubRules,
  always: { sound: forEvery(Process, (p) => (s) => p !== "r" || s.at.get(p) !== "inside") },
  reachable: { "gets in": forEvery(Process, (p) => (s) => s.at.get(p) === "inside") },
  leadsTo: {
    "who wants gets in": forEvery(Process, (p) => [(s) => s.at.get(p) === "waits", (s) => s.at.get(p) === "inside"]),
  },
  alwaysEventually: { "away again": forEvery(["p", "q"] as const, (p) => (s) => s.at.get(p) === "away") },
  alwaysReachable: {
    "may be away": forEvery(Process, (p) => forEvery([1, 2], (n) => (s) => s.at.get(p) === "away" || n === 3)),
  },
  fairness: {
    each: [weak("leave", { per: "p" }), { ...weak("enter", { per: "p" }), kind: "strong" }],
  },
});

describe("a family", () => {
  it("has a property for every value, told apart by it, and stays one claim where it is a conjunction", async () => {
    const result = await check(club, { keepGoing: true });
    expect(result.verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["sound", "holds"],
      ["gets in: p", "holds"],
      ["gets in: q", "holds"],
      ["gets in: r", "violated"],
      ["away again: p", "holds"],
      ["away again: q", "holds"],
      ["who wants gets in: p", "holds"],
      ["who wants gets in: q", "holds"],
      ["who wants gets in: r", "violated"],
      ["may be away: p, 1", "holds"],
      ["may be away: p, 2", "holds"],
      ["may be away: q, 1", "holds"],
      ["may be away: q, 2", "holds"],
      ["may be away: r, 1", "violated"],
      ["may be away: r, 2", "violated"],
    ]);
    expect(result.verdict.judged).toMatchObject({ all: true });
    const [lasso] = result.counterexamples.filter(({ property }) => property === "who wants gets in: r");
    expect(lasso?.trace.steps[0]).toMatchObject({ rule: "ask", arguments: [["p", "r"]] });
    const json = toJson(result) as { properties: { name: string; family?: string; trace: unknown }[] };
    expect(json.properties.filter(({ family }) => family === "who wants gets in").map(({ name }) => name)).toEqual([
      "who wants gets in: p",
      "who wants gets in: q",
      "who wants gets in: r",
    ]);
    expect(json.properties[0]).not.toHaveProperty("family");
    expect(toText(result, { width: 120 })).toContain("Counterexample to who wants gets in: r");
  });

  it("is chosen by its name as a whole, or part by part", async () => {
    const names = async (properties: never[]) =>
      (await check(club, { properties, keepGoing: true })).verdict.properties.map(({ name }) => name);
    expect(await names(["who wants gets in"] as never[])).toEqual([
      "who wants gets in: p",
      "who wants gets in: q",
      "who wants gets in: r",
    ]);
    expect(await names(["gets in: q"] as never[])).toEqual(["gets in: q"]);
    const chosen = await check(club, { properties: ["gets in", "gets in: q", "sound"] });
    expect(chosen.verdict.properties).toHaveLength(4);
    const unknown = await check(club, { properties: ["gets inn"] as never[] }).catch((error: SynodError) => error);
    expect(unknown).toMatchObject({ code: "SYN106" });
    expect((unknown as SynodError).message + (unknown as SynodError).remedy).toContain("gets in");
    // @ts-expect-error there is no such one
    await check(club, { properties: ["gets inn: p"] }).catch(() => {});
  });

  it("says what the same claims say one by one", async () => {
    const { state, rules } = { state: { at }, rules: club.rules };
    expect(rules.length).toBe(3);
    expect(Object.keys(state)).toEqual(["at"]);
    const single = (p: "p" | "q" | "r") =>
      model({
        state: { at },
        rules: clubRules,
        leadsTo: { "who wants gets in": [(s) => s.at.get(p) === "waits", (s) => s.at.get(p) === "inside"] },
        fairness: { each: [weak("leave", { per: "p" }), { ...weak("enter", { per: "p" }), kind: "strong" }] },
      });
    const whole = await check(club, { properties: ["who wants gets in"] });
    for (const [nth, p] of Process.values.entries()) {
      const alone = await check(single(p));
      const { name: _, family: __, ...mine } = whole.verdict.properties[nth] ?? { name: "" };
      const { name: ___, ...one } = alone.verdict.properties[0] ?? { name: "" };
      expect(mine).toEqual(one);
    }
  });

  it("of no values holds, with a warning that it says nothing", async () => {
    const none = model({
      state: { n: range(0, 1) },
      rules: { up: { when: (s) => s.n === 0, do: (s) => void s.n++ } },
      eventually: { all: forEvery([], () => () => false) },
      leadsTo: { pairs: [() => false, () => true] },
      reachable: { some: forEvery([], () => () => false) },
      fairness: { fair: weak("up") },
    });
    const { verdict } = await check(none);
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["some", "holds"],
      ["all", "holds"],
      ["pairs", "holds"],
    ]);
    expect(verdict.warnings.filter(({ kind }) => kind === "vacuous").map(({ subject }) => subject)).toEqual([
      "some",
      "all",
      "pairs",
    ]);
  });

  it("of no values holds in every shape, and says once of each that it claims nothing", async () => {
    const nothing = forEvery([], () => () => false);
    const inside = forEvery([1, 2], () => nothing);
    const pairs = forEvery([], (): readonly [() => boolean, () => boolean] => [() => true, () => false]);
    const claims = { outside: nothing, inside };
    const named = (kind: string) =>
      Object.fromEntries(Object.entries(claims).map(([name, claim]) => [`${kind} ${name}`, claim])) as typeof claims;
    const silent = (more: object) =>
      model({
        state: { n: range(0, 1) },
        rules: { up: { when: (s) => s.n === 0, do: (s) => void s.n++ } },
        always: named("always"),
        step: named("step"),
        reachable: named("reachable"),
        terminal: nothing,
        ...more,
      });
    const overTime = await check(
      silent({
        eventually: named("eventually"),
        alwaysEventually: named("alwaysEventually"),
        eventuallyAlways: named("eventuallyAlways"),
        alwaysReachable: named("alwaysReachable"),
        leadsTo: { "leadsTo outside": pairs, "leadsTo inside": forEvery([1], () => pairs) },
        fairness: { fair: weak("up") },
      }),
    );
    const { properties, warnings } = overTime.verdict;
    expect(properties.map(({ outcome }) => outcome)).toEqual(new Array(8 * 2 + 1).fill("holds"));
    expect(properties.filter(({ family }) => family !== undefined)).toEqual([]);
    expect(warnings.map(({ kind, subject }) => `${kind} ${subject}`).sort()).toEqual(
      properties.map(({ name }) => `vacuous ${name}`).sort(),
    );
    expect(warnings[0]?.message).toBe(
      "always outside claims nothing: it is claimed for every one of some values, and at these parameters there are none",
    );
    const bounded = await check(silent({ constraint: { always: { few: inside }, step: { small: nothing } } }));
    expect(bounded.verdict).toMatchObject({ outcome: "holds", states: { distinct: 2 }, constraint: { states: 0 } });
    expect(bounded.verdict.warnings.slice(-2).map(({ message }) => message.slice(0, 20))).toEqual([
      "few bounds nothing: ",
      "small bounds nothing",
    ]);
    expect(bounded.verdict.warnings).toHaveLength(3 * 2 + 1 + 2);
  });

  it("has no part that has the name of another property", () => {
    const twice = () =>
      model({
        state: { n: range(0, 1) },
        rules: { up: { do: () => {} } },
        reachable: { n: forEvery([0, 1], (n) => (s) => s.n === n), "n: 1": (s) => s.n === 1 },
      });
    expect(refusal(twice).code).toBe("SYN205");
    const family = () =>
      model({
        state: { n: range(0, 1) },
        rules: { up: { do: () => {} } },
        always: { n: () => true },
        reachable: { n: forEvery([0, 1], (n) => (s) => s.n === n) },
      });
    expect(refusal(family).code).toBe("SYN205");
  });

  it("refuses what is neither a domain nor a list, and parts that are no claims", () => {
    for (const over of [3, null, "abc", { values: [1] }])
      expect(refusal(() => forEvery(over as never, () => () => true)).code).toBe("SYN212");
    expect(refusal(() => forEvery([1], () => 3 as never)).code).toBe("SYN212");
    expect(refusal(() => forEvery([1, 2], (n) => (n === 1 ? () => true : [() => true, () => true]))).code).toBe(
      "SYN212",
    );
    const wrong = (claims: object) => () =>
      model({ state: { n: range(0, 1) }, rules: { up: { do: () => {} } }, ...claims });
    expect(refusal(wrong({ leadsTo: { x: forEvery([1], () => () => true) } })).code).toBe("SYN209");
    expect(refusal(wrong({ eventually: { x: forEvery([1], () => [() => true, () => true]) } })).code).toBe("SYN209");
    expect(refusal(wrong({ always: { x: forEvery([1], () => [() => true, () => true]) } })).code).toBe("SYN209");
  });

  it("takes more predicates than 32, in one search", async () => {
    const wide = model({
      state: { n: range(0, 40) },
      rules: { up: { when: (s) => s.n < 39, do: (s) => void s.n++ } },
      eventually: { there: forEvery(range(0, 40), (n) => (s) => s.n === n) },
      fairness: { fair: weak("up") },
    });
    const { verdict } = await check(wide, { keepGoing: true });
    expect(verdict.properties.filter(({ outcome }) => outcome === "violated").map(({ name }) => name)).toEqual([
      "there: 40",
    ]);
    expect(verdict.states.distinct).toBe(40);
    expect(verdict.judged?.all).toBe(true);
  });
});

describe("a family over a scalarset", () => {
  const Node = scalarset("n", 4);
  const votes = (claims: object) =>
    model({
      state: { voted: map(Node, range(0, 2)) },
      rules: {
        vote: {
          for: { n: Node },
          when: (s, { n }) => s.voted.get(n) < 2,
          do: (s, { n }) => s.voted.set(n, s.voted.get(n) + 1),
        },
      },
      always: { any: forEvery(Node, (n) => (s) => s.voted.get(n) <= 2) },
      ...claims,
    });
  type Voted = { voted: { get(n: string): number } };

  it("is not judged under symmetry, for which its parts are one, and the verdict says so", async () => {
    const reaching = { reachable: { voted: forEvery(Node, (n) => (s: Voted) => s.voted.get(n) === 2) } };
    const result = await check(votes(reaching), { symmetry: true });
    expect(result.verdict).toMatchObject({ outcome: "holds", symmetry: { off: "families" }, states: { distinct: 81 } });
    expect(result.verdict.properties.map(({ steps }) => steps)).toEqual(
      [0, 2, 2, 2, 2].slice(0, 5).map((n, at) => (at === 0 ? null : n)),
    );
    expect(toText(result, { width: 120 })).toContain(
      "off: it takes elements for one another that parts of voted tell apart",
    );
    // Others are, and the conjunction, which is symmetric as a whole.
    const { verdict } = await check(votes(reaching), { symmetry: true, properties: ["any"] });
    expect(verdict).toMatchObject({ symmetry: { off: null }, states: { distinct: 15, unreduced: 81 } });
  });

  it("stays under symmetry where it is about something else", async () => {
    const counts = {
      reachable: {
        sum: forEvery(
          [3, 4],
          (n) => (s: { voted: { values(): number[] } }) => s.voted.values().filter((v) => v === 2).length === n,
        ),
      },
    };
    const { verdict } = await check(votes(counts), { symmetry: true });
    expect(verdict).toMatchObject({ outcome: "holds", symmetry: { off: null } });
  });

  it("over time is judged part by part: that fairness and rules are symmetric nobody has shown", async () => {
    const served = {
      eventually: { served: forEvery(Node, (n) => (s: Voted) => s.voted.get(n) === 2) },
      fairness: { most: weak("vote", { per: "n", where: ({ n }: { n: string }) => n !== "n3" }) },
    };
    const { verdict } = await check(votes(served), { keepGoing: true });
    expect(verdict.properties.slice(1).map(({ name, outcome }) => [name, outcome])).toEqual([
      ["served: n1", "holds"],
      ["served: n2", "holds"],
      ["served: n3", "violated"],
      ["served: n4", "holds"],
    ]);
  });
});

describe("a family whose parts are over nothing", () => {
  const flipping = (claims: object) =>
    check(
      model({
        state: { x: range(1, 3) },
        rules: {
          step: {
            do: (s) => {
              s.x = s.x === 3 ? 1 : s.x + 1;
            },
          },
        },
        fairness: { fair: weak("step") },
        ...claims,
      }),
    );
  const others = (of: readonly number[], p: number) => of.filter((q) => q !== p);
  type X = { readonly x: number };

  it("in some of them has the parts of the others: for every p, every other q", async () => {
    for (const [first, second] of [
      [1, 2],
      [2, 1],
    ]) {
      const { verdict } = await flipping({
        leadsTo: {
          after: forEvery([first, second], (p) =>
            forEvery(others([second as number], p as number), (q) => [(s: X) => s.x === p, (s: X) => s.x === q]),
          ),
        },
      });
      expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
        [`after: ${first}, ${second}`, "holds"],
      ]);
      expect(verdict.warnings).toEqual([]);
    }
  });

  it("in some of them is violated by the part that there is", async () => {
    const { verdict } = await flipping({
      leadsTo: {
        after: forEvery([1, 2], (p) => forEvery(others([2], p), (q) => [(s: X) => s.x === p, (s: X) => s.x === q + 9])),
      },
      eventually: { met: forEvery([1, 2], (p) => forEvery(others([2], p), (q) => (s: X) => s.x === p + q + 9)) },
    });
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["met: 1, 2", "violated"],
      ["after: 1, 2", "violated"],
    ]);
  });

  it("in all of them is one property that holds, with a warning, under every key, however deep", async () => {
    const nothing = (depth: number): ((s: X) => boolean) =>
      forEvery([1, 2], () => (depth === 0 ? forEvery([] as number[], () => () => true) : nothing(depth - 1))) as never;
    for (const depth of [0, 2])
      for (const key of [
        "always",
        "step",
        "reachable",
        "eventually",
        "alwaysEventually",
        "eventuallyAlways",
        "leadsTo",
        "alwaysReachable",
      ]) {
        const { verdict } = await flipping({ [key]: { F: nothing(depth) } });
        expect([key, verdict.properties.map(({ name, outcome }) => [name, outcome])]).toEqual([key, [["F", "holds"]]]);
        expect([key, verdict.warnings.length]).toEqual([key, 1]);
      }
  });

  it("is refused where the others are pairs and one is a predicate of something", () => {
    expect(() =>
      forEvery([1, 2], (p) => (p === 1 ? forEvery([2], () => () => true) : [() => true, () => true])),
    ).toThrow(/a pair for some of its values/);
  });
});

it("stands in a system of roles", async () => {
  const world = system({
    roles: { node: { processes: enumeration("a", "b"), stable: { up: range(0, 2) } } },
    messages: { ping: { from: "node", to: "node" } },
    network: "set",
  });
  const node = world.role("node", {
    rules: { rise: { when: (row) => row.up < 2, do: (row) => void row.up++ } },
    receive: { ping: { do: () => {} } },
  });
  const rising = world.model({
    roles: [node],
    leadsTo: {
      rises: forEvery(["a", "b"] as const, (n) => [(s) => s.node.up.get(n) === 1, (s) => s.node.up.get(n) === 2]),
    },
    fairness: { fair: weak("rise", { per: "node" }) },
  });
  expect(rising.properties.map(({ name }) => name)).toEqual(["rises: a", "rises: b"]);
  const names = rising.rules.map(({ name }) => name);
  expect(names).toContain("rise");
  const { verdict } = await check(rising);
  expect(verdict.outcome).toBe("holds");
});

it("is what a mutant breaks, by its name or by that of a part", async () => {
  const family = protocol(
    {
      name: "family",
      mutants: {
        stuck: { about: "q does not rise", breaks: "rises", at: {}, steps: 2, loop: 2 },
        "stuck-q": { about: "the same", breaks: "rises: q", at: {}, steps: 2, loop: 2 },
        same: { about: "nothing", breaks: null, at: {} },
      },
    },
    (_, mutant) =>
      model({
        state: { up: map(Process, range(0, 1)) },
        rules: {
          rise: {
            for: { p: Process },
            when: (s, { p }) => s.up.get(p) === 0 && !(mutant?.startsWith("stuck") && p === "q"),
            do: (s, { p }) => s.up.set(p, 1),
          },
        },
        eventually: { rises: forEvery(Process, (p) => (s) => s.up.get(p) === 1) },
        fairness: { fair: weak("rise", { per: "p" }) },
      }),
  );
  const { summary, mutants } = await runMutants(family);
  expect(mutants.map(({ mutant, status, found }) => [mutant, status, found?.property])).toEqual([
    ["stuck", "ok", "rises"],
    ["stuck-q", "ok", "rises: q"],
    ["same", "ok", null],
  ]);
  expect(summary).toMatchObject({ ok: 3, differ: 0 });
});

describe("what is claimed of every value", () => {
  const Node = scalarset("n", 2);
  const state = { level: map(Node, range(0, 1)) };
  const rules = {
    rise: { for: { n: Node }, do: (s: StateDraft<typeof state>, { n }: { n: `n${number}` }) => s.level.set(n, 1) },
  };
  const claim = (): unknown => [
    // @ts-expect-error the state has no such field
    model({ state, rules, always: { low: forEvery(Node, (n) => (s) => s.lewel.get(n) <= 1) } }),
    // @ts-expect-error nor has what comes after a step
    model({ state, rules, step: { up: forEvery(Node, (n) => (a, b) => a.level.get(n) <= b.lewel.get(n)) } }),
    // @ts-expect-error nor what is met sooner or later
    model({ state, rules, eventually: { high: forEvery(Node, (n) => (s) => s.lewel.get(n) === 1) } }),
    // @ts-expect-error nor what leads to it
    model({ state, rules, leadsTo: { up: forEvery(Node, (n) => [(s) => s.lewel.get(n) === 0, () => true]) } }),
    // @ts-expect-error nor what is explored
    model({ state, rules, constraint: { always: { low: forEvery(Node, (n) => (s) => s.lewel.get(n) <= 1) } } }),
    model({
      state,
      rules,
      // @ts-expect-error nor one within another
      always: { low: forEvery(Node, (n) => forEvery(Node, (m) => (s) => s.lewel.get(n) <= 1 || n === m)) },
    }),
    // @ts-expect-error a predicate is no pair
    model({ state, rules, leadsTo: { up: (s) => s.level.get("n1") === 0 } }),
  ];

  it("is typed by the model's state, wherever it stands", () => {
    expect(claim).toBeTypeOf("function");
  });
});
