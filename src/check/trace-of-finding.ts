/** From a finding to the trace that shows it: steps of the model itself, replayed by the interpreter before anybody sees them. */
import { isSynodError, type PlainError, type SynodError, synodError } from "../errors/errors.ts";
import { type Finding, stepsOf } from "../explore/finding.ts";
import type { Walk } from "../explore/walk.ts";
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { type Property, propertyOfPredicate } from "../model/property.ts";
import { describeStep } from "../program/instances.ts";
import type { Program } from "../program/program.ts";
import type { StepList } from "../program/steps.ts";
import { keptBy, unconfirmed } from "../reduce/table.ts";
import { type Claim, unshown } from "../trace/claim.ts";
import { replay, statesAlong } from "../trace/replay.ts";
import { searchPath } from "../trace/search-path.ts";
import { easiestOrder } from "../why/easiest.ts";
import type { Counterexample } from "./counterexample.ts";
import { thrownAnew } from "./thrown-anew.ts";

/** A finding as it is shown; what was thrown, when something was. */
export interface Explained {
  readonly counterexample: Counterexample;
  readonly error: PlainError | null;
  /** The choice of values that makes the initial state. */
  readonly combination: number;
}

/** Finds a way to what was found, and has the interpreter confirm it. Throws `asymmetric-model`, `impure-model`, `internal`. */
export function traceOfFinding(model: Model, program: Program, walk: Walk, reducedFinding: Finding): Explained {
  const { property: at, state, level } = reducedFinding;
  const found = walk.pathTo(state, level) ?? searchPath(program, state);
  if (found === null) throw synodError("internal", { problem: "no path leads to a state that the search found" });
  const { path, end } = program.concrete(found, reducedFinding);
  const finding = { ...reducedFinding, ...end };
  const property = at === null ? null : propertyOfPredicate(model, at);
  const { step, error } = finding;
  const claim = claimOf(property, finding);
  const steps = step === null || claim.kind === "rule-throws" ? path.steps : [...path.steps, step];
  const list = { initial: path.initial, steps };
  const { own } = program;
  const combination = own.initialStates().origin(path.initial);
  try {
    const trace = replay(model, { ...list, combination }, claim);
    // A path found by partial order need not be shortest, and a search without it may have found this one.
    const isExact = keptBy(program.plan).lengths;
    if (claim.kind === "property" && isExact && trace.steps.length !== stepsOf(finding)) {
      throw synodError("internal", { problem: `a trace of ${stepsOf(finding)} steps has ${trace.steps.length}` });
    }
    const shown = easier(model, { ...list, combination }, claim);
    return {
      counterexample: {
        property: property?.name ?? null,
        claim: claim.kind,
        list: { ...list, steps: shown },
        trace: shown === list.steps ? trace : replay(model, { ...list, steps: shown, combination }, claim),
      },
      error,
      combination,
    };
  } catch (mismatch) {
    const isThrown = thrownAnew(mismatch) !== null;
    if (!isSynodError(mismatch) || !(isThrown || mismatch.id === "trace-mismatch")) throw mismatch;
    const doubt = property === null ? null : unconfirmed(program, `property ${property.name}`);
    if (doubt !== null) throw doubt;
    if (isThrown) throw mismatch;
    auditAlong(own, list);
    throw disagreement(mismatch, program, finding);
  }
}

/** The steps in the order that is easiest to read. A behaviour of the same steps in another order is as much a counterexample. */
function easier(model: Model, list: StepList, claim: Claim): readonly number[] {
  const interpreter = interpret(model);
  const [start] = statesAlong(model, { ...list, steps: [] });
  return easiestOrder(model, start as InterpretedState, list.steps, {
    ends: (before, last) => {
      try {
        return unshown(model, interpreter, claim, before, last) === null;
      } catch {
        return false;
      }
    },
  });
}

function claimOf(property: Property | null, finding: Finding): Claim {
  if (property === null) return { kind: "rule-throws", step: finding.step as number };
  return { kind: finding.error === null ? "property" : "property-throws", property };
}

/** Throws `impure-model` when closures do something else in states of the path by now than was learned of them. */
function auditAlong(program: Program, { initial, steps }: StepList): void {
  let state: Int32Array | undefined = [...program.initialStates()][initial];
  for (const step of [...steps, null]) {
    if (state === undefined) return;
    program.load(state, 0);
    program.audit();
    let next: Int32Array | undefined;
    program.expand({
      visit: (taken) => {
        if (taken === step) next = program.work.slice(0, program.words);
      },
      fail: () => {},
    });
    state = next;
  }
}

/** The engine and the interpreter differ: a model that is not a function of its state, or a fault of synod. */
function disagreement(error: SynodError, program: Program, finding: Finding): SynodError {
  const last = finding.step === null ? "" : ` (last step: ${describeStep(program.instances, finding.step).rule})`;
  return synodError(
    "internal",
    { problem: `the interpreter does not confirm a counterexample${last}: ${error.message}` },
    error,
  );
}
