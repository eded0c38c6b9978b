/** Turns a list of steps into a trace by running the interpreter, which knows nothing of the engine that found it. */
import { synodError } from "../errors.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { describeStep, instancesOf, stepText } from "../program/instances.ts";
import { type InterpretedState, interpret } from "../program/interpret.ts";
import { diffStates } from "../state/diff.ts";
import type { StepList, Trace, TraceStep } from "./trace.ts";

/** What a trace claims: that it violates or witnesses a property, or that its last step throws. */
export type Claim =
  | { readonly kind: "property"; readonly property: Property }
  | { readonly kind: "rule-throws"; readonly step: number }
  | { readonly kind: "property-throws"; readonly property: Property };

/**
 * Replays steps and checks the claim on the states they lead to. Throws `trace-mismatch` when a step is not enabled where
 * the list takes it, or the claim is not true at the end: never shows what the model does not do.
 */
export function replay(model: Model, list: StepList, claim: Claim): Trace {
  const name = model.name ?? "the model";
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const start = interpreter.initialStates()[list.initial];
  if (start === undefined)
    throw synodError("trace-mismatch", {
      model: name,
      step: 0,
      problem: `the model has no initial state number ${list.initial}`,
    });
  const states: InterpretedState[] = [start];
  const steps: TraceStep[] = [];
  list.steps.forEach((step, at) => {
    const before = states[at] as InterpretedState;
    if (!(step >= 0 && step < instances.total))
      throw synodError("trace-mismatch", {
        model: name,
        step: at + 1,
        problem: `the model has no rule instance number ${step}`,
      });
    const after = interpreter.take(before, step);
    if (after === null)
      throw synodError("trace-mismatch", {
        model: name,
        step: at + 1,
        problem: `${stepText(instances, step)} is not enabled there`,
      });
    states.push(after);
    steps.push({
      step,
      ...describeStep(instances, step),
      state: after.plain,
      changes: diffStates(before.plain, after.plain),
    });
  });
  const last = states.at(-1) as InterpretedState;
  if (claim.kind === "rule-throws") {
    if (!throws(() => interpreter.take(last, claim.step))) {
      throw synodError("trace-mismatch", {
        model: name,
        step: steps.length + 1,
        problem: `${stepText(instances, claim.step)} does not throw there`,
      });
    }
    return {
      initial: start.plain,
      steps,
      failing: { step: claim.step, ...describeStep(instances, claim.step) },
      loop: null,
    };
  }
  if (claim.kind === "property-throws") {
    const before = claim.property.kind === "step" ? (states.at(-2) ?? last) : last;
    if (!throws(() => interpreter.holds(claim.property, before, last))) {
      throw synodError("trace-mismatch", {
        model: name,
        step: steps.length,
        problem: `${claim.property.name} does not throw in the last state`,
      });
    }
    return { initial: start.plain, steps, failing: null, loop: null };
  }
  checkClaim(claim.property, states, interpreter);
  return { initial: start.plain, steps, failing: null, loop: null };

  function checkClaim(property: Property, path: readonly InterpretedState[], by: typeof interpreter): void {
    const end = path.at(-1) as InterpretedState;
    const before = path.at(-2) ?? end;
    const wrong = (problem: string) => synodError("trace-mismatch", { model: name, step: path.length - 1, problem });
    switch (property.kind) {
      case "always":
        if (by.holds(property, end, end)) throw wrong(`${property.name} holds in the last state`);
        return;
      case "reachable":
        if (!by.holds(property, end, end)) throw wrong(`${property.name} does not hold in the last state`);
        return;
      case "step":
        if (by.holds(property, before, end)) throw wrong(`${property.name} holds of the last step`);
        return;
      case "deadlock":
        if (by.successors(end).length > 0) throw wrong("a rule is enabled in the last state");
        if (by.holds(property, end, end)) throw wrong("the last state is a declared terminal state");
        return;
    }
  }
}

function throws(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
