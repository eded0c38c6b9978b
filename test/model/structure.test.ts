// The law of structures: a claim is what its structure says that it is, in every state. Of the claims of all built-in models, in
// states that they reach.
import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import { type InterpretedState, type Interpreter, interpret } from "../../src/interpret/interpret.ts";
import { namedPartsOf } from "../../src/model/conjunction.ts";
import type { Property } from "../../src/model/property.ts";
import { isOfSteps } from "../../src/model/property-kinds.ts";
import { structureOf } from "../../src/model/structure.ts";
import { sampledStates } from "../../src/why/sampled-states.ts";

const SAMPLED = 40;

/** What a claim answers of a state, or of the step between two; null: it throws. */
function answer(
  interpreter: Interpreter,
  property: Property,
  claim: Property["predicate"],
  [before, after]: readonly [InterpretedState, InterpretedState],
): boolean | null {
  try {
    return interpreter.holds({ ...property, predicate: claim }, before, after);
  } catch {
    return null;
  }
}

/** Holds a claim, and all that it is made of, to what is said of them; notes the kinds met. */
function held(
  asked: (claim: Property["predicate"]) => boolean | null,
  claim: Property["predicate"],
  met: Set<string>,
): void {
  // A claim without parts is its own.
  for (const { predicate, texts } of namedPartsOf(claim)) if (texts.length > 0) held(asked, predicate, met);
  const structure = structureOf(claim);
  if (structure === null) return;
  met.add(structure.kind);
  const whole = asked(claim);
  if (structure.kind === "at most one") {
    const answers = structure.among.map((each) => asked(each.claim));
    if (whole !== null && !answers.includes(null))
      expect(whole).toBe(answers.filter((each) => each === true).length <= 1);
    for (const each of structure.among) held(asked, each.claim, met);
  }
  if (structure.kind === "implies") {
    const [from, to] = [asked(structure.from.claim), asked(structure.to.claim)];
    if (whole !== null && from !== null && to !== null) expect(whole).toBe(!from || to);
    for (const each of [structure.from, structure.to]) held(asked, each.claim, met);
  }
}

describe("a claim is what its structure says that it is", () => {
  const met = new Set<string>();

  it.each(builtIns.map((protocol) => [protocol.protocol.name ?? "a model", protocol] as const))(
    "in %s",
    (_, protocol) => {
      const model = protocol();
      const interpreter = interpret(model);
      const states = sampledStates(interpreter, SAMPLED);
      for (const property of model.properties)
        for (const [at, after] of states.entries()) {
          const before = isOfSteps(property.kind) ? (states[at - 1] ?? after) : after;
          held((claim) => answer(interpreter, property, claim, [before, after]), property.predicate, met);
        }
    },
  );

  it("of every kind that there is", () => {
    expect([...met].sort()).toEqual(["at most one", "implies", "stated"]);
  });
});
