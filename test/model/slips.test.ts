// Slips of the pen that would claim nothing, or do nothing, and so hold: each is refused.
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { reviveError, type SynodError } from "../../src/errors/errors.ts";
import {
  enumeration,
  forEvery,
  type Model,
  map,
  model,
  optional,
  range,
  record,
  scalarset,
  set,
  system,
  weak,
} from "../../src/index.ts";

// biome-ignore lint/suspicious/noExplicitAny: what is wrong on purpose has no type.
type Wrong = any;

async function errorOf(make: () => Model): Promise<SynodError | null> {
  try {
    const { verdict } = await check(make());
    return verdict.error === null ? null : reviveError(verdict.error);
  } catch (error) {
    return error as SynodError;
  }
}

const vote = record({ x: range(0, 3) });
const state = { x: range(0, 3), vote: optional(vote), seen: set(range(0, 3)), votes: map(range(0, 1), vote) };
const counting = (more: Wrong) => () =>
  model({
    state,
    rules: {
      up: {
        for: { p: range(0, 1) },
        when: (s: Wrong) => s.x < 3,
        do: (s: Wrong) => {
          s.x++;
        },
      },
    },
    ...more,
  } as Wrong);
const effect = (run: Wrong, more: Wrong = {}) => counting({ rules: { up: { do: run } }, ...more });

describe("an effect that answers a new state, and changes the one that it is handed in nothing", () => {
  it.each<[string, () => Model, string]>([
    ["a copy", effect((s: Wrong) => ({ ...s, x: 1 })), "the effect of up"],
    ["some fields", effect(() => ({ x: 1 })), "the effect of up"],
    [
      "a copy, having filled a set",
      effect((s: Wrong) => {
        s.seen.add(1);
        return { ...s, x: 1 };
      }),
      "the effect of up",
    ],
    ["a copy, where the model has `normalise`", effect(() => ({ x: 1 }), { normalise: () => {} }), "the effect of up"],
    ["first values", counting({ init: () => ({ x: 2 }) }), "init"],
    [
      "first values, with `for`",
      counting({ init: { for: { x: range(0, 1) }, do: (_: Wrong, b: Wrong) => ({ ...b }) } }),
      "init",
    ],
    ["a row", () => asking({ do: (row: Wrong) => ({ ...row, status: "asked" }) }), "the effect of ask"],
    [
      "a row, having sent",
      () =>
        asking({
          do: (row: Wrong, { send }: Wrong) => {
            send.hi({ to: "n1" });
            return { ...row, status: "asked" };
          },
        }),
      "the effect of ask",
    ],
    ["a first row", () => asking({}, { init: (row: Wrong) => ({ ...row, status: "asked" }) }), "init of node"],
  ])("is refused: %s", async (_, make, subject) => {
    expect(await errorOf(make)).toMatchObject({
      code: "SYN321",
      message: `${subject} returned a new state and assigned nothing: what it returns is not looked at`,
    });
  });

  it("but not what an assignment or a call answers, an empty object or a text", async () => {
    for (const answers of [
      (s: Wrong) => (s.vote = { x: 1 }),
      (s: Wrong) => s.votes.set(0, { x: 1 }),
      (s: Wrong) => s.seen.add(1),
      (s: Wrong) => [...s.seen],
      (s: Wrong) => s.votes.get(1),
      () => ({}),
      () => ({ x: 1, other: 2 }),
      () => "x",
    ])
      expect(await errorOf(effect(answers)), String(answers)).toBeNull();
    expect(await errorOf(() => asking({ do: (row: Wrong) => (row.status = "asked") }))).toBeNull();
  });
});

describe("a collection that is assigned", () => {
  it.each<[string, () => Model]>([
    ["of a state", effect((s: Wrong) => (s.seen = [1]))],
    ["of a row", () => asking({ do: (row: Wrong) => (row.heard = ["n1"]) })],
  ])("gets a copy of what is assigned: %s", async (_, make) => {
    expect(await errorOf(make)).toBeNull();
  });

  it.each<[string, () => Model, string, string, string]>([
    ["of a state", effect((s: Wrong) => (s.seen = 1)), "seen", "s.seen", "the number 1"],
    ["of a state, nothing", effect((s: Wrong) => (s.seen = undefined)), "seen", "s.seen", "undefined"],
    ["of a state, a text", effect((s: Wrong) => (s.seen = "1")), "seen", "s.seen", 'the text "1"'],
    [
      "of a row",
      () => asking({ do: (row: Wrong) => (row.heard = "n1") }),
      "the field heard of the row of node",
      "row.heard",
      'the text "n1"',
    ],
  ])("is refused where there is nothing to copy, with what to write: %s", async (_, make, place, written, given) => {
    expect(await errorOf(make)).toMatchObject({
      code: "SYN320",
      message: `${place} is a set, and what is assigned to it is copied: ${given} is no set`,
      remedy: `change it, ${written}.add(...), or assign another set, or an array`,
    });
  });
});

const Node = scalarset("n", 2);
const declared = () =>
  system({
    roles: { node: { processes: Node, stable: { status: enumeration("new", "asked"), heard: set(Node) } } },
    messages: { hi: { from: "node", to: "node" } },
    network: "set",
  });

function asking(ask: Wrong, behaviour: Wrong = {}, rest: Wrong = {}): Model {
  const made: Wrong = declared();
  const rules = {
    ask: {
      when: (row: Wrong) => row.status === "new",
      do: (row: Wrong) => {
        row.status = "asked";
      },
      ...ask,
    },
  };
  return made.model({
    roles: [made.role("node", { rules, receive: { hi: { do: () => {} } }, ...behaviour })],
    ...rest,
  });
}

describe("a claim about steps", () => {
  const falls = (before: Wrong, after: Wrong) => before.x <= after.x;

  it.each<[string, Wrong]>([
    ["always", { always: { falls } }],
    ["reachable", { reachable: { falls } }],
    ["eventually", { eventually: { falls } }],
    ["alwaysReachable", { alwaysReachable: { falls } }],
    ["leadsTo", { leadsTo: { falls: [() => true, falls] } }],
    ["terminal", { terminal: falls }],
    ["always", { always: { falls: forEvery([1, 2], () => falls) } }],
  ])("is none under `%s`", async (kind, properties) => {
    const error = {
      code: "SYN209",
      message: expect.stringContaining(`takes two states, and \`${kind}\` is asked of one`),
    };
    expect(await errorOf(counting(properties))).toMatchObject(error);
    expect(await errorOf(() => asking({}, {}, properties))).toMatchObject(error);
  });

  it("is one under `step`, of models and of systems", async () => {
    const stays = (before: Wrong, after: Wrong) => before.node.status.get("n1") === after.node.status.get("n1");
    expect(await errorOf(counting({ step: { falls, each: forEvery([1, 2], () => falls) } }))).toBeNull();
    const { verdict } = await check(asking({}, {}, { step: { stays } }));
    expect(verdict.properties).toMatchObject([{ outcome: "violated", steps: 1 }]);
  });
});

describe("fairness", () => {
  const judged = { eventually: { top: (s: Wrong) => s.x === 3 } };

  it("called none assumes nothing", async () => {
    const none = counting({ ...judged, fairness: { none: weak("up") } });
    expect(await errorOf(none)).toMatchObject({ code: "SYN105", message: expect.stringContaining("assumes nothing") });
    expect(await errorOf(counting({ ...judged, fairness: { none: [] } }))).toBeNull();
  });

  it("has the same classes whoever asks", async () => {
    let asked = 0;
    for (const [part, options] of [
      ["where", { where: () => asked++ % 2 === 0 }],
      ["per", { per: () => asked++ }],
    ] as const)
      expect(await errorOf(counting({ ...judged, fairness: { odd: weak("up", options) } }))).toMatchObject({
        code: "SYN307",
        message: expect.stringContaining(`\`${part}\` of the fairness of up is impure: asked twice`),
      });
  });
});

describe("a system's predicates and views", () => {
  it("tell for which values a claim made by `forEvery` is false", async () => {
    const never = forEvery(Node.values, (n) => (s: Wrong) => s.node.status.get(n) === "new");
    const { counterexamples } = await check(asking({}, {}, { always: { never } }));
    expect(counterexamples).toMatchObject([
      { trace: { falseFor: { values: [expect.stringMatching(/^"n[12]"$/)], of: 2 } } },
    ]);
  });

  it("are text in JSON, as a model's are", async () => {
    const written = (s: Wrong) => JSON.stringify(s.node.status.get("n1")) === '"new"' || JSON.stringify(s).length > 20;
    const when = (row: Wrong) => JSON.stringify(row) === '{"status":"new","heard":[]}';
    expect(await errorOf(() => asking({ when }, {}, { always: { written } }))).toBeNull();
  });
});
