import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { CheckResult } from "../../src/check/check-result.ts";
import { bundle } from "../../src/cli/bundle.ts";
import { isSynodError } from "../../src/errors/errors.ts";
import { threadCrew } from "../../src/explore/pool.ts";
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { randomProtocol } from "./fixtures/random-protocol.ts";

/** What every way of searching must agree on; the verdict without what depends on the machine. */
function essence({ verdict, counterexamples }: CheckResult): object {
  const { outcome, states, terminalStates, complete, ending, properties, coverage, error } = verdict;
  return {
    outcome,
    states,
    terminalStates,
    complete,
    ending,
    properties,
    coverage,
    error: error?.id ?? null,
    steps: counterexamples.map(({ property, claim, list }) => ({ property, claim, list })),
  };
}

interface Reference {
  readonly distinct: number;
  readonly generated: number;
  readonly depth: number;
  /** Shortest way to a state or step that shows each property's violation, or its witness for `reachable`. */
  readonly steps: Readonly<Record<string, number>>;
  /** Fewest transitions of a trace that ends in a closure that throws. */
  readonly throws: number | null;
}

/** Breadth-first search over the interpreter, level by level to the end; nothing of the engine takes part. */
function interpreted(model: Model, most: number): Reference | null {
  const interpreter = interpret(model);
  const steps: Record<string, number> = {};
  const shown = (name: string, at: number) => {
    steps[name] ??= at;
  };
  let level = interpreter.initialStates();
  const seen = new Set(level.map((state) => state.text));
  let generated = level.length;
  let depth = 0;
  let throws: number | null = null;
  const judge = (state: InterpretedState, at: number) => {
    for (const property of model.properties) {
      if (property.kind === "always" && !interpreter.holds(property, state, state)) shown(property.name, at);
      if (property.kind === "reachable" && interpreter.holds(property, state, state)) shown(property.name, at);
    }
  };
  for (const state of level) judge(state, 0);
  for (let at = 0; level.length > 0; at++) {
    if (seen.size > most) return null;
    const next: InterpretedState[] = [];
    for (const state of level) {
      let successors: ReturnType<typeof interpreter.successors>;
      try {
        successors = interpreter.successors(state);
      } catch (error) {
        if (!isSynodError(error)) throw error;
        throws ??= at;
        continue;
      }
      generated += successors.length;
      for (const { state: after } of successors) {
        for (const property of model.properties) {
          const isStep = property.kind === "step" && after.text !== state.text;
          if (isStep && !interpreter.holds(property, state, after)) shown(property.name, at + 1);
        }
        if (seen.has(after.text)) continue;
        seen.add(after.text);
        judge(after, at + 1);
        next.push(after);
      }
    }
    if (next.length > 0) depth = at + 1;
    level = next;
  }
  return { distinct: seen.size, generated, depth, steps, throws };
}

/** Seeds of models that are small enough to interpret: 194 to 3,319 states, and three kinds of closures that throw. */
const seeds = [1, 2, 4, 5, 14, 15, 18, 27, 40, 103, 106, 145, 182, 321];

describe("a random model", () => {
  let module = "";
  beforeAll(async () => {
    const path = join(import.meta.dirname, "fixtures/random-protocol.ts");
    module = await bundle({ given: path, path, export: null });
  });

  it.each(seeds)("has the interpreter's counts and lengths, searched to the end (seed %i)", async (seed) => {
    const model = randomProtocol({ seed });
    const reference = interpreted(model, 3500);
    if (reference === null) throw new Error("too large to interpret");
    const { verdict } = await check(model, { keepGoing: true, symmetry: false, judgeAgain: false });
    if (reference.throws !== null) {
      expect(verdict).toMatchObject({ outcome: "error", complete: false });
      return;
    }
    const violated = Object.keys(reference.steps).length;
    const undecided = verdict.properties.filter(({ outcome }) => outcome === "undecided");
    // A search may stop once nothing but witnesses is open.
    if (verdict.complete) {
      const { distinct, generated, depth } = reference;
      expect(verdict.states).toEqual({ distinct, generated, depth });
    } else expect(violated).toBeGreaterThan(0);
    for (const { name, kind, outcome, steps } of verdict.properties) {
      if (undecided.some((property) => property.name === name)) continue;
      const isShown = (outcome === "violated") === (kind !== "reachable");
      expect({ name, steps }).toEqual({ name, steps: isShown ? (reference.steps[name] ?? "none") : null });
    }
  });

  it.each(seeds)("meets a closure that throws after as many steps as the interpreter (seed %i)", async (seed) => {
    const model = randomProtocol({ seed });
    const reference = interpreted(model, 3500);
    if (reference === null) throw new Error("too large to interpret");
    if (reference.throws === null) return;
    const { verdict, counterexamples } = await check(model, { keepGoing: true, symmetry: false, judgeAgain: false });
    const thrown = counterexamples.find(({ claim }) => claim === "rule-throws");
    expect(verdict.error).not.toBeNull();
    expect(thrown?.list.steps.length).toBe(reference.throws);
  });

  it.each(seeds)("is the same for both stores and for 1, 2 and 3 workers, steps and all (seed %i)", async (seed) => {
    const model = randomProtocol({ seed });
    const alone = essence(await check(model, { symmetry: false, judgeAgain: false }));
    expect(essence(await check(model, { store: "exact", symmetry: false, judgeAgain: false }))).toEqual(alone);
    for (const size of [1, 2, 3]) {
      const crew = threadCrew({ module, export: "randomProtocol", parameters: { seed }, mutant: null }, size);
      try {
        const store = size === 2 ? "exact" : "compact";
        expect(essence(await check(model, { crew, eager: true, store, symmetry: false, judgeAgain: false }))).toEqual(
          alone,
        );
      } finally {
        await crew.close();
      }
    }
  });
});

describe("random models", () => {
  it("are varied enough to mean something", async () => {
    const references = seeds.map((seed) => interpreted(randomProtocol({ seed }), 3500));
    const small = references.filter((reference) => reference !== null);
    expect(small.length).toBeGreaterThan(3);
    expect(small.filter(({ throws }) => throws !== null).length).toBeGreaterThan(1);
    expect(small.filter(({ steps }) => "not all at once" in steps).length).toBeGreaterThan(1);
    expect(Math.max(...small.map(({ distinct }) => distinct))).toBeGreaterThan(100);
  });
});
