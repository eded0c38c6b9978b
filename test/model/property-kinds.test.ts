import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { exitCodeOf } from "../../src/check/exit-code.ts";
import { enumeration, type Model, model, range, system } from "../../src/index.ts";
import {
  type FairKind,
  type PairKind,
  PROPERTY_KINDS,
  type PropertyKind,
  propertyKinds,
  type TemporalKind,
} from "../../src/model/property-kinds.ts";
import { counterexampleText } from "../../src/report/counterexample-text.ts";
import { plainPaint } from "../../src/report/paint.ts";
import { shownOf } from "../../src/report/verdict-text.ts";

/** Never counts. */
const still = model({ state: { n: range(0, 3) }, rules: { rest: { do: () => {} } } });

/** A property of each kind that `count` violates, and how it is written. */
const violated: Readonly<Record<PropertyKind, object>> = {
  always: { always: { claim: (s: Count) => s.n < 1 } },
  step: { step: { claim: (before: Count, after: Count) => before.n > after.n } },
  reachable: { reachable: { claim: (s: Count) => s.n > 2 } },
  eventually: { eventually: { claim: (s: Count) => s.n > 2 } },
  alwaysEventually: { alwaysEventually: { claim: (s: Count) => s.n === 0 } },
  eventuallyAlways: { eventuallyAlways: { claim: (s: Count) => s.n === 0 } },
  leadsTo: { leadsTo: { claim: [(s: Count) => s.n === 1, (s: Count) => s.n === 0] } },
  alwaysReachable: { alwaysReachable: { claim: (s: Count) => s.n === 0 } },
  deadlock: { terminal: "forbidden" },
  refinement: { refines: { claim: { model: still, map: (s: Count) => ({ n: s.n }) } } },
};

/** How far it is counted. */
interface Count {
  readonly n: number;
}

/** Counts to 2. */
const count = (claims: object): Model =>
  model({
    state: { n: range(0, 3) },
    rules: {
      up: {
        when: (s) => s.n < 2,
        do: (s) => {
          s.n += 1;
        },
      },
    },
    ...claims,
  });

/** What a check of the claim says: its exit code, the kind, steps and loop of the violation, and the end of its trace. */
async function violationOf(kind: PropertyKind): Promise<readonly unknown[]> {
  const { verdict, counterexamples } = await check(count(violated[kind]), { workers: 1 });
  const [property] = verdict.properties;
  const endings = counterexamples.map((counterexample) => {
    const lines = counterexampleText(counterexample, shownOf(verdict, counterexample), {
      paint: plainPaint,
      width: 200,
    }).split("\n");
    return [lines[0], lines.at(-1)?.trim()];
  });
  return [exitCodeOf(verdict), property?.kind, property?.outcome, property?.steps, property?.loop, ...endings.flat()];
}

describe("each kind of property", () => {
  it("is judged, ends a check, and is spoken of, in its own way", async () => {
    const claim = "Counterexample to claim";
    const said = await Promise.all(propertyKinds.map(violationOf));
    expect(said).toEqual([
      [12, "always", "violated", 1, null, `${claim}: 1 step`, "claim is violated: it is false in this state"],
      [12, "step", "violated", 1, null, `${claim}: 1 step`, "claim is violated: it is false of the last step"],
      [12, "reachable", "violated", null, null],
      [
        ...[13, "eventually", "violated", 0, 0, `${claim}: the initial state`],
        "claim is violated: it is false in every state of this behaviour",
      ],
      [
        ...[13, "alwaysEventually", "violated", 1, 1, `${claim}: 1 step`],
        "claim is violated: this behaviour ends where it is never true again: it is false in the last state, where nothing happens any more",
      ],
      [
        ...[13, "eventuallyAlways", "violated", 1, 1, `${claim}: 1 step`],
        "claim is violated: in this behaviour it never stays true: it is false in the last state, where nothing happens any more",
      ],
      [
        ...[13, "leadsTo", "violated", 1, 1, `${claim}: 1 step`],
        "claim is violated: in this behaviour its left side is true in some state, and its right side never from there on",
      ],
      [
        ...[13, "alwaysReachable", "violated", 1, null, `${claim}: 1 step`],
        "claim is violated: from state 1 on it cannot be reached any more",
      ],
      [
        ...[11, "deadlock", "violated", 2, null, "Counterexample to no deadlock: 2 steps"],
        "no deadlock is violated: no rule is enabled in this state, and it is not a declared terminal state",
      ],
      [
        ...[12, "refinement", "violated", 1, null, "Counterexample to refines claim: 1 step"],
        "refines claim is violated: the last step is none of the abstract model",
      ],
    ]);
  });

  it.each(propertyKinds)("is a key of a model's definition, and of a system's: %s", (kind) => {
    const { key, pair } = PROPERTY_KINDS[kind];
    const predicate = () => true;
    const claim =
      key === "refines" ? { model: still, map: () => ({ n: 0 }) } : pair ? [predicate, predicate] : predicate;
    const written = { [key]: key === "terminal" ? predicate : { claim } };
    const Node = enumeration("n");
    const world = system({
      roles: { node: { processes: Node } },
      messages: { ping: { from: "node", to: "node" } },
      network: "set",
    });
    const node = world.role("node", { rules: { rest: { do: () => {} } } });
    for (const made of [count(written), world.model({ roles: [node], ...written })])
      expect(made.properties.map((each) => each.kind)).toEqual([kind]);
  });

  it("is listed in the table's order, however they are written", () => {
    const all = Object.fromEntries(
      Object.entries(violated)
        .flatMap(([kind, written]) => Object.entries(written).map(([key, given]) => [kind, key, given] as const))
        .map(([kind, key, given]) => [key, key === "terminal" ? given : { [kind]: Object.values(given as object)[0] }])
        .reverse(),
    );
    expect(count(all).properties.map(({ kind }) => kind)).toEqual(propertyKinds);
    expect(propertyKinds).toEqual(Object.keys(violated));
  });

  it("is the type's as the table has it", () => {
    expectTypeOf<TemporalKind>().toEqualTypeOf<FairKind | "alwaysReachable">();
    expectTypeOf<FairKind>().toEqualTypeOf<"eventually" | "alwaysEventually" | "eventuallyAlways" | "leadsTo">();
    expectTypeOf<PairKind>().toEqualTypeOf<"leadsTo">();
    expectTypeOf<Exclude<PropertyKind, TemporalKind>>().toEqualTypeOf<
      "always" | "step" | "reachable" | "deadlock" | "refinement"
    >();
  });

  it("is named by the table, by its judge and its words, and by nobody else", () => {
    const root = join(import.meta.dirname, "../../src");
    // "always" and "step" are words of other things too.
    const names = propertyKinds.filter((kind) => kind !== "always" && kind !== "step");
    const naming = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => {
        const text = readFileSync(join(root, path), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        return names.some((kind) => text.includes(`"${kind}"`));
      });
    expect(naming.sort()).toEqual([
      // Which states the way to a loop may pass.
      "check/temporal.ts",
      // Words for who learns, and what a lesson's exercise may ask for.
      "classroom/words.ts",
      "course/judge.ts",
      // `terminal` says more than a predicate does.
      "model/properties.ts",
      "model/property-kinds.ts",
      // Links are claimed of two models.
      "model/property.ts",
      // A page's words, and its judge along a trace.
      "page/headline-words.ts",
      "page/test-source.ts",
      "page/traces-of.ts",
      "page/truth.ts",
      "page/verdict-at.ts",
      // Asks a search for one state.
      "prove/reachability.ts",
      // What a link is called in tables.
      "report/property-words.ts",
      // Why it is not so, in words.
      "report/why-text.ts",
      // Words of their own, for a line of a report.
      "reporters/in-words.ts",
      // What runs that end cannot judge.
      "simulate/simulate-options.ts",
      // What is expected of a suite's check.
      "suite/surprises.ts",
      // Makes claims of its own.
      "trace/escape.ts",
      "verify/liveness/check.ts",
      "verify/liveness/lasso-starts.ts",
      "verify/liveness/property.ts",
      "verify/liveness/vacuity.ts",
      "verify/liveness/validate.ts",
    ]);
  });
});
