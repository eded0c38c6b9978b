import { describe, expect, it } from "vitest";
import { twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import type { CheckOptions } from "../../src/check/check-options.ts";
import { exitCodeOf } from "../../src/check/exit-code.ts";
import { replayTemporal } from "../../src/check/temporal.ts";
import { toText } from "../../src/check.ts";
import { boolean, range } from "../../src/domain/scalars.ts";
import { type FairnessAssumption, strong, weak } from "../../src/model/fairness.ts";
import { type Model, model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";

/** Counts up to 3, and as `wrap` says starts again. */
const counter = (wrap: boolean, claims: object, fairness: object = { weak: weak(["up", "again"]) }): Model =>
  model({
    name: "counter",
    state: { n: range(0, 3) },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n += 1;
        },
      },
      again: {
        when: (s) => wrap && s.n === 3,
        do: (s) => {
          s.n = 0;
        },
      },
    },
    ...claims,
    ...(fairness && { fairness }),
  } as Parameters<typeof model>[0]);

/** A server that crashes and recovers for ever and works only while it is up: weak fairness of the work is not enough. */
const server = model({
  name: "server",
  state: { up: boolean, done: boolean },
  init: (s) => {
    s.up = true;
  },
  rules: {
    crash: {
      when: (s) => s.up,
      do: (s) => {
        s.up = false;
      },
    },
    recover: {
      when: (s) => !s.up,
      do: (s) => {
        s.up = true;
      },
    },
    work: {
      when: (s) => s.up && !s.done,
      do: (s) => {
        s.done = true;
      },
    },
  },
  eventually: { done: (s) => s.done },
  fairness: {
    weak: weak(["crash", "recover", "work"], { per: "instance" }),
    strong: strong(["crash", "recover", "work"], { per: "instance" }),
  },
});

const at = (n: number) => (s: { readonly n: number }) => s.n === n;

async function temporal(checked: Model, options: CheckOptions = {}) {
  const result = await check(checked, options);
  const { verdict, counterexamples } = result;
  const [first] = counterexamples;
  return {
    verdict,
    counterexamples,
    outcomes: Object.fromEntries(verdict.properties.map(({ name, outcome }) => [name, outcome])),
    lasso: first === undefined ? null : { steps: first.list.steps.length, loop: first.list.loop },
    rules: first?.trace.steps.map(({ rule }) => rule),
    fair: first?.trace.fairness,
    exitCode: exitCodeOf(verdict),
  };
}

describe("eventually", () => {
  const claims = { eventually: { top: at(3) } };

  it("holds when what leads to it may not be put off for ever", async () => {
    expect(await temporal(counter(false, claims))).toMatchObject({
      outcomes: { top: "holds" },
      counterexamples: [],
      verdict: { fairness: "weak", outcome: "holds", complete: true, warnings: [{ kind: "rule-never-enabled" }] },
      exitCode: 0,
    });
  });

  it("is violated by doing nothing when nothing has to happen", async () => {
    expect(await temporal(counter(false, claims), { fairness: "none" })).toMatchObject({
      outcomes: { top: "violated" },
      lasso: { steps: 0, loop: 0 },
      fair: [],
      verdict: {
        fairness: "none",
        outcome: "violated",
        complete: true,
        properties: [{ kind: "eventually", steps: 0, loop: 0 }],
      },
      exitCode: 13,
    });
  });

  it("says whether it stays where it is for want of fairness, or of steps", async () => {
    const words = async (claim: object, fairness: "none" | "weak") => {
      const result = await check(counter(false, claim), { fairness });
      return [result.verdict.properties[0]?.mayStay, toText(result, { width: 120 })] as const;
    };
    const [mayStay, text] = await words(claims, "none");
    expect(mayStay).toBe(true);
    expect(text).toContain(
      "violated: nothing happens any more in an initial state: steps are enabled, and nothing is assumed fair\n",
    );
    const [last, end] = await words({ alwaysEventually: { low: (s: { n: number }) => s.n < 3 } }, "none");
    expect(last).toBeUndefined();
    expect(end).toMatch(/violated: nothing happens any more after 3 steps\n/);
  });

  it("is violated by stopping where no step is left", async () => {
    const stopped = counter(false, { eventually: { never: () => false } });
    expect(await temporal(stopped)).toMatchObject({
      lasso: { steps: 3, loop: 3 },
      rules: ["up", "up", "up"],
      fair: ["weak fairness of up or again: disabled in state 3"],
    });
  });

  it("is violated by a loop", async () => {
    const round = counter(true, { eventually: { never: () => false } });
    expect(await temporal(round)).toMatchObject({
      lasso: { steps: 4, loop: 0 },
      rules: ["up", "up", "up", "again"],
      fair: ["weak fairness of up or again: taken at step 1"],
    });
  });

  it("needs strong fairness of a step that is enabled again and again, but not all the time", async () => {
    expect(await temporal(server)).toMatchObject({
      outcomes: { done: "violated" },
      lasso: { steps: 2, loop: 0 },
      rules: ["crash", "recover"],
      fair: [
        "weak fairness of crash: taken at step 1",
        "weak fairness of recover: taken at step 2",
        "weak fairness of work: disabled in state 1",
      ],
    });
    expect(await temporal(server, { fairness: "strong" })).toMatchObject({ outcomes: { done: "holds" }, exitCode: 0 });
  });
});

describe("the other properties over time", () => {
  it("alwaysEventually: again and again", async () => {
    const claims = { alwaysEventually: { start: at(0) } };
    expect((await temporal(counter(true, claims))).outcomes).toEqual({ start: "holds" });
    expect(await temporal(counter(false, claims))).toMatchObject({
      outcomes: { start: "violated" },
      lasso: { steps: 3, loop: 3 },
    });
  });

  it("eventuallyAlways: from some point on", async () => {
    const claims = { eventuallyAlways: { top: at(3) } };
    expect((await temporal(counter(false, claims))).outcomes).toEqual({ top: "holds" });
    expect(await temporal(counter(true, claims))).toMatchObject({
      outcomes: { top: "violated" },
      lasso: { steps: 4, loop: 0 },
    });
  });

  it("leadsTo: whenever the one, later the other", async () => {
    const claims = { leadsTo: { "two, then start": [at(2), at(0)] } };
    expect((await temporal(counter(true, claims))).outcomes).toEqual({ "two, then start": "holds" });
    expect(await temporal(counter(false, claims))).toMatchObject({
      outcomes: { "two, then start": "violated" },
      lasso: { steps: 3, loop: 3 },
    });
  });

  it("leadsTo: several at once, each with its own sides", async () => {
    const claims = { leadsTo: { a: [at(1), at(3)], b: [at(3), at(1)], c: [at(0), at(2)] } };
    expect((await temporal(counter(false, claims))).outcomes).toEqual({ a: "holds", b: "violated", c: "holds" });
    const one = await temporal(counter(false, claims), { properties: ["c"] });
    expect(one.outcomes).toEqual({ c: "holds" });
  });

  it("alwaysReachable: no fairness helps or is needed", async () => {
    const claims = { alwaysReachable: { start: at(0), top: at(3) } };
    expect(await temporal(counter(true, claims), { fairness: "none" })).toMatchObject({ exitCode: 0 });
    expect(await temporal(counter(false, claims))).toMatchObject({
      outcomes: { start: "violated", top: "holds" },
      // A path to a state without return, and no lasso.
      lasso: { steps: 1, loop: null },
      fair: [],
      exitCode: 13,
    });
  });

  it("are judged from every initial state", async () => {
    const checked = model({
      state: { n: range(0, 3), stuck: boolean },
      init: {
        for: { n: range(1, 2), stuck: boolean },
        do: (s, { n, stuck }) => {
          s.n = n;
          s.stuck = stuck;
        },
      },
      rules: {
        up: {
          when: (s) => s.n < 3 && !(s.stuck && s.n === 2),
          do: (s) => {
            s.n += 1;
          },
        },
      },
      eventually: { top: (s) => s.n === 3 },
      fairness: { weak: weak("up") },
    });
    const { lasso, counterexamples } = await temporal(checked);
    expect(lasso).toEqual({ steps: 0, loop: 0 });
    expect(counterexamples[0]?.trace.initial["n"]).toMatchObject({ value: 2 });
    expect(counterexamples[0]?.trace.initial["stuck"]).toMatchObject({ value: true });
  });
});

describe("a property over time that holds for little", () => {
  const warnings = async (claims: object) =>
    (await temporal(counter(true, claims))).verdict.warnings.map(({ kind, message }) => `${kind}: ${message}`);

  it.each([
    [{ eventually: { start: at(0) } }, "start holds, but every initial state satisfies it already"],
    [{ leadsTo: { p: [() => false, at(0)] } }, "p holds, but no reachable state satisfies its left side"],
    [{ leadsTo: { p: [at(1), at(1)] } }, "p holds, but wherever its left side holds, its right side holds already"],
  ])("is warned of: %o", async (claims, message) => {
    expect(await warnings(claims)).toEqual([`vacuous: ${message}`]);
  });

  it("fails a strict check", async () => {
    const { verdict } = await temporal(counter(true, { eventually: { start: at(0) } }));
    expect([exitCodeOf(verdict), exitCodeOf(verdict, true)]).toEqual([0, 21]);
  });

  it("is warned of when an assumption of fairness is about nothing that can happen", async () => {
    const claims = { eventually: { top: at(3) } };
    const idle = { mine: [weak("up"), strong("again"), weak("up", { where: () => false })] };
    const { verdict } = await temporal(counter(false, claims, idle));
    const told = verdict.warnings.flatMap(({ kind, subject, message }) =>
      subject === "mine" ? [[kind, message]] : [],
    );
    const nothing = "none of the instances that it concerns can ever change a state";
    expect(told).toEqual([
      ["fairness-never-enabled", `fairness mine demands nothing by strong fairness of again: ${nothing}`],
      ["fairness-never-enabled", `fairness mine demands nothing by weak fairness of up: ${nothing}`],
    ]);
    expect(exitCodeOf(verdict, true)).toBe(21);
    // Where no fairness is used, none is missed; nor is it while another is in force.
    expect((await temporal(counter(true, { alwaysReachable: { top: at(3) } }, idle))).verdict.warnings).toEqual([]);
    const { verdict: other } = await temporal(counter(true, claims, { other: weak(["up", "again"]), ...idle }));
    expect(other.warnings).toEqual([]);
  });

  it("and one that says something is not", async () => {
    expect(await warnings({ eventually: { top: at(3) }, leadsTo: { p: [at(1), at(0)] } })).toEqual([]);
  });
});

describe("fairness", () => {
  /** Two lamps, each switched on and off by two hands; lamp 1 should be on at some time. */
  const lamps = (fairness: Readonly<Record<string, FairnessAssumption | readonly FairnessAssumption[]>>) =>
    model({
      state: { first: boolean, second: boolean },
      rules: {
        toggle: {
          for: { lamp: range(0, 1), hand: range(0, 1) },
          do: (s, { lamp }) => {
            if (lamp === 0) s.first = !s.first;
            else s.second = !s.second;
          },
        },
        rest: { do: () => {} },
      },
      eventually: { second: (s) => s.second },
      fairness,
    });
  const classes = async (fairness: FairnessAssumption) => {
    const { fair, outcomes } = await temporal(lamps({ chosen: fairness }));
    return { outcome: outcomes["second"], fair };
  };

  it("of a rule as a whole is met by any of its instances", async () => {
    expect(await classes(weak("toggle"))).toEqual({
      outcome: "violated",
      fair: ["weak fairness of toggle: taken at step 1"],
    });
  });

  it("per binding forbids to put off one value of it for ever", async () => {
    expect(await classes(weak("toggle", { per: "lamp" }))).toMatchObject({ outcome: "holds" });
    expect(await classes(weak("toggle", { per: ["lamp", "hand"] }))).toMatchObject({ outcome: "holds" });
  });

  it("per binding says which class was taken where", async () => {
    // Two hands on one lamp lead to the same state: a step of the one is a step of the other.
    expect(await classes(weak("toggle", { per: "hand" }))).toEqual({
      outcome: "violated",
      fair: ["weak fairness of toggle(hand: 0): taken at step 1", "weak fairness of toggle(hand: 1): taken at step 1"],
    });
  });

  it("per instance makes each its own class", async () => {
    expect(await classes(weak(["toggle", "rest"], { per: "instance" }))).toMatchObject({ outcome: "holds" });
  });

  it("per function makes classes of equal answers", async () => {
    const parity = ({ lamp, hand }: { lamp: number; hand: number }) => (lamp + hand) % 2;
    expect(await classes(weak("toggle", { per: parity }))).toMatchObject({
      outcome: "violated",
      fair: ["weak fairness of toggle(0): taken at step 1", "weak fairness of toggle(1): taken at step 1"],
    });
    const lamp = (bound: { lamp: number }) => bound.lamp;
    expect(await classes(weak("toggle", { per: lamp }))).toMatchObject({ outcome: "holds" });
  });

  it("where chosen concerns some instances only, and says nothing of the others", async () => {
    const lamp = (wanted: number) => ({ where: ({ lamp }: { lamp: number }) => lamp === wanted });
    expect(await classes(weak("toggle", lamp(1)))).toMatchObject({ outcome: "holds" });
    expect(await classes(weak("toggle", lamp(0)))).toEqual({
      outcome: "violated",
      fair: ["weak fairness of some of toggle: taken at step 1"],
    });
    expect(await classes(weak("toggle", { per: "instance", ...lamp(0) }))).toEqual({
      outcome: "violated",
      fair: [
        "weak fairness of toggle(lamp: 0, hand: 0): taken at step 1",
        "weak fairness of toggle(lamp: 0, hand: 1): taken at step 1",
      ],
    });
  });

  it("where chosen by something else than a predicate is refused", async () => {
    const chosen = (where: unknown) => lamps({ mine: weak("toggle", { where } as object) });
    expect(() => chosen("lamp")).toThrow(expect.objectContaining({ id: "bad-config" }));
    const throws = () => {
      throw new RangeError("no such lamp");
    };
    for (const [where, told] of [
      [() => 1, "its `where` answered 1, which is neither true nor false"],
      [throws, "its `where` threw RangeError: no such lamp"],
    ] as const) {
      const { verdict } = await temporal(chosen(where));
      expect(verdict).toMatchObject({ outcome: "error", error: { id: "bad-config" } });
      expect(verdict.error?.details).toMatchObject({ problem: told });
    }
  });

  it("of a group is met by any of its rules, and a step that changes nothing is none", async () => {
    expect(await classes(weak(["toggle", "rest"]))).toEqual({
      outcome: "violated",
      fair: ["weak fairness of toggle or rest: taken at step 1"],
    });
    expect(await classes(strong("rest"))).toEqual({
      outcome: "violated",
      fair: ["strong fairness of rest: disabled from state 0 on"],
    });
  });

  it("is the first of the model's unless another is chosen, and none when there is none", async () => {
    expect((await check(server)).verdict.fairness).toBe("weak");
    expect((await check(server, { fairness: "strong" })).verdict.fairness).toBe("strong");
    expect((await check(server, { fairness: "none" })).verdict.fairness).toBe("none");
    expect((await check(counter(true, { eventually: { top: at(3) } }, {}))).verdict.fairness).toBe("none");
  });

  it("is not spoken of where nothing over time is asked", async () => {
    expect((await check(counter(true, { always: { fits: () => true } }))).verdict.fairness).toBe(null);
  });

  it("by an unknown name is refused, and the known ones are named", async () => {
    await expect(check(server, { fairness: "fiar" as string })).rejects.toMatchObject({
      id: "bad-option-value",
      remedy: expect.stringContaining("weak, strong, none"),
    });
  });

  it.each([
    [{ mine: weak("toggel") }, 'fairness mine: the model has no rule "toggel"'],
    [{ mine: [weak("toggle"), strong("toggle", { per: "foot" })] }, 'rule toggle has no binding "foot"'],
    [{ mine: weak(["toggle", "rest"], { per: "lamp" }) }, 'rule rest has no binding "lamp"'],
  ])("that names what the model has not is refused: %o", (fairness, problem) => {
    let thrown: unknown;
    try {
      lamps(fairness);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ id: "bad-config", message: expect.stringContaining(problem) });
  });
});

describe("properties over time beside others", () => {
  const both = counter(true, { always: { low: (s: { n: number }) => s.n < 2 }, eventually: { never: () => false } });

  it("are undecided when a violation ends the search", async () => {
    expect(await temporal(both)).toMatchObject({
      outcomes: { low: "violated", never: "undecided" },
      verdict: { complete: false, ending: "violation" },
      exitCode: 12,
    });
  });

  it("are at most 1,024 predicates, each with an answer of its own", async () => {
    const claims = (count: number) => ({
      alwaysReachable: Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`p${n}`, () => ![0, 31, 32, 95].includes(n)]),
      ),
    });
    const violated = async (count: number) => {
      const { verdict } = await temporal(counter(true, claims(count)));
      return verdict.properties.flatMap(({ name, outcome }) => (outcome === "violated" ? [name] : []));
    };
    expect(await violated(32)).toEqual(["p0", "p31"]);
    expect(await violated(33)).toEqual(["p0", "p31", "p32"]);
    expect(await violated(96)).toEqual(["p0", "p31", "p32", "p95"]);
    const tooMany = await temporal(counter(true, claims(1025)));
    expect(tooMany).toMatchObject({ verdict: { outcome: "error", error: { id: "bad-config" } }, exitCode: 151 });
  });

  it("are decided when the search goes on", async () => {
    const { outcomes, counterexamples, exitCode } = await temporal(both, { keepGoing: true });
    expect(outcomes).toEqual({ low: "violated", never: "violated" });
    expect(counterexamples.map(({ property }) => property)).toEqual(["low", "never"]);
    expect(exitCode).toBe(12);
  });

  it("end with the error when their predicate throws", async () => {
    const throws = (s: { n: number }) => {
      if (s.n === 2) throw new RangeError("two");
      return false;
    };
    for (const claims of [{ eventually: { p: throws } }, { leadsTo: { p: [at(0), throws] } }]) {
      const { verdict, exitCode } = await temporal(counter(true, claims));
      expect(verdict).toMatchObject({ outcome: "error", ending: "error", error: { id: "property-threw" } });
      expect(exitCode).toBe(75);
    }
  });
});

describe("the memory budget", () => {
  // The kernel takes over at 20,000 states, and less for its table where the budget has no room for as much as it asks for.
  it.each([
    ["reference", 14_000_000],
    ["kernel", 13_500_000],
  ] as const)(
    "counts the graph: without room for it what is safe is known, and what is live is not: by the %s",
    async (by, bytes) => {
      const engine: CheckOptions = by === "reference" ? { engine: by } : {};
      const decided = twoPhaseCommit({ participants: 6, liveness: true });
      const properties = ["consistent", "decided"];
      const { verdict, exitCode, outcomes } = await temporal(decided, { ...engine, properties, memoryBytes: bytes });
      expect(outcomes).toEqual({ consistent: "holds", decided: "undecided" });
      expect(verdict).toMatchObject({ outcome: "undecided", complete: true, engine: by, states: { distinct: 50_816 } });
      expect(verdict.error).toMatchObject({ id: "graph-over-budget", details: { states: 50_816 } });
      expect(exitCode).toBe(152);
      // What the error says is needed is enough, and no less is. The kernel's trees grow by what is met first, which is a matter of
      // time, and it takes less for its table where it cannot have more.
      const neededBytes = (verdict.error?.details as { readonly neededBytes?: number })?.neededBytes ?? 0;
      const outcome = async (memoryBytes: number) =>
        (await temporal(decided, { ...engine, properties, memoryBytes })).verdict.outcome;
      const spare = by === "kernel" ? neededBytes / 50 : 0;
      expect(await outcome(neededBytes + spare)).toBe("holds");
      expect(await outcome(neededBytes - 1 - spare)).toBe("undecided");
    },
  );

  it("counts no graph where nothing over time is asked", async () => {
    const safe = { properties: ["consistent"], memoryBytes: 14_000_000 };
    expect(await temporal(twoPhaseCommit({ participants: 6 }), safe)).toMatchObject({ exitCode: 0 });
  });
});

describe("a counterexample over time, replayed without a search", () => {
  const property = server.properties[0] as Property;
  const weakly = server.fairness.get("weak") ?? [];
  const replayed = (steps: number[], loop: number | null, assumptions = weakly) => {
    try {
      return replayTemporal(server, property, { initial: 0, steps, loop }, assumptions);
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("is the same, reasons included", async () => {
    const [found] = (await check(server)).counterexamples;
    expect(replayTemporal(server, property, found?.list ?? { initial: 0, steps: [] }, weakly)).toEqual(found?.trace);
  });

  it("is refused when it is none", () => {
    // crash, recover and work are steps 0, 1 and 2.
    expect(replayed([0, 1], 0)).toHaveProperty("loop", 0);
    expect(replayed([0, 1], 0, server.fairness.get("strong"))).toContain("not fair: strong work");
    expect(replayed([0], 1)).toContain("not fair: weak recover");
    expect(replayed([0], 0)).toContain("the last state is not state 0");
    expect(replayed([0, 1], null)).toContain("a lasso was expected");
    expect(replayed([2, 0, 1], 1)).toContain("the behaviour satisfies the property");
    expect(replayed([1, 0], 0)).toContain("recover is not enabled there");
  });
});
