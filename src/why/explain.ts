/** The one door to explanations: from a model and a counterexample to all that is known of why it is one. */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "../model/model.ts";
import { PROPERTY_KINDS } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import { statesAlong } from "../trace/replay.ts";
import { mistakeOf } from "./mistake.ts";
import { nearestMiss } from "./nearest-miss.ts";
import { needsOf } from "./needs.ts";
import { PREDICATE_RUNS } from "./reason-of-property.ts";
import type { Reasons } from "./reasons.ts";
import type { Reference } from "./reference.ts";
import { sliceOf } from "./slice.ts";
import type { Deadline } from "./trials.ts";
import { whyOf } from "./why-of.ts";

/** What is to be explained, as `check` answers it. */
export interface Explainable {
  /** The property that it shows to be false, or, of a witness, true. */
  readonly property: string | null;
  readonly list: StepList;
}

/** The same of something that is never reached, of which there is no trace. */
export type Unreached = Pick<Explainable, "property"> & { readonly list: null };

/** How much may be spent. */
export interface ExplainOptions {
  /** Runs of closures for a predicate: `budget: 20_000`. Absent: 4,000. What it is not enough for is tested, not proved. */
  readonly budget?: number;
  /** Ends it, an `AbortSignal`: what was found by then is what there is. */
  readonly signal?: { readonly aborted: boolean };
  /**
   * A model without the mistake, or with other parameters, that the trace is held against: `against: lease({ clients: 2 })`. Absent:
   * nothing is said of where a mistake acted.
   */
  readonly against?: Model;
}

/** What nobody asked for, or what was not found. */
export const NO_REASONS: Reasons = { why: null, slice: null, mistake: null, needs: [], nearest: null };

/**
 * Why a counterexample is one, and a witness a witness: the fewest facts of its last state (or of its last step) for which the
 * property is false there, whatever the rest of the state is; as sentences, as data, and with the steps that wrote them. Runs
 * the model's closures, some thousand times at most. What is not known is null.
 *
 * @throws SynodError SYN212 for what is no model or no counterexample, SYN211 for options that there are not.
 *
 * @example
 * ```ts
 * const counter = model({
 *   state: { n: range(0, 9), m: range(0, 9) },
 *   rules: { up: { when: (s) => s.n < 9, do: (s) => { s.n += 1; } } },
 *   always: { small: (s) => s.n + s.m < 2 },
 * });
 * const { counterexamples } = await check(counter);
 * for (const each of counterexamples) console.log(explain(counter, each).why?.sentence); // n is 2
 * ```
 */
export function explain(model: Model, counterexample: Explainable, options: ExplainOptions = {}): Reasons {
  checkExplained(model, counterexample, options);
  const { budget = PREDICATE_RUNS, signal, against } = options;
  return reasonsFor(model, counterexample, {
    runs: budget,
    deadline: signal === undefined ? null : { isOver: () => signal.aborted },
    against: against === undefined ? null : { model: against, called: "another model", where: "in the other model" },
  });
}

/** How synod itself asks. */
export interface ReasonsAsked {
  readonly runs?: number;
  readonly deadline?: Deadline | null;
  /** What the trace is held against, to say where the mistake acted. */
  readonly against?: Reference | null;
}

/** The same for synod itself, which knows what it hands over. */
export function reasonsFor(
  model: Model,
  { property: name, list }: Explainable | Unreached,
  asked: ReasonsAsked = {},
): Reasons {
  const { runs = PREDICATE_RUNS, deadline = null, against = null } = asked;
  const property = model.properties.find((each) => each.name === name);
  if (property === undefined) return NO_REASONS;
  if (list === null) return { ...NO_REASONS, nearest: nearestMiss(model, property, deadline) };
  const states = statesAlong(model, list);
  const loop = list.loop ?? null;
  const recorded = { steps: list.steps, states };
  const found = whyOf(model, property, states, { runs, halt: deadline, loop });
  const isOver = () => deadline?.isOver() === true;
  const mistake =
    against === null || isOver() || PROPERTY_KINDS[property.kind].seeks === "witness"
      ? null
      : mistakeOf({ model, property, recorded, loop, reference: against, halt: deadline });
  if (found === null) return { ...NO_REASONS, mistake };
  const { why } = found;
  if (loop !== null) {
    const { scene } = found.reason;
    return { ...NO_REASONS, why, mistake, needs: needsOf({ scene, states, loop, facts: found.facts, halt: deadline }) };
  }
  if (isOver()) return { ...NO_REASONS, why, mistake };
  const { scene, isPair } = found.reason;
  const slice = sliceOf({
    model,
    claim: { kind: "property", property },
    scene,
    recorded,
    isPair,
    facts: found.facts.map(({ fact, at, codes }) => ({ place: at, codes, part: fact.part })),
    says: (about) => ("part" in about ? (why.parts[about.part]?.says ?? "") : (why.facts[about.fact]?.says ?? "")),
    key: mistake?.step === undefined || mistake.step === null ? [] : [mistake.step],
    halt: deadline,
  });
  return { ...NO_REASONS, why, slice, mistake };
}

function checkExplained(model: unknown, counterexample: unknown, options: unknown): void {
  const bad = (subject: string, value: unknown, expected: string) =>
    synodError("bad-definition", { subject, problem: `is ${kindOfValue(value)}`, expected });
  if (!isModel(model)) throw bad("what explain(...) is to explain by", model, "a model");
  const { list } = (isNamedParts(counterexample) ? counterexample : {}) as Partial<Explainable>;
  if (!isNamedParts(list) || !Array.isArray(list["steps"]))
    throw bad("what explain(...) is to explain", counterexample, "a counterexample of check(...)");
  const { against } = (isNamedParts(options) ? options : {}) as Partial<ExplainOptions>;
  if (against !== undefined && !isModel(against)) throw bad("the option against of explain(...)", against, "a model");
  closed(options, ["budget", "signal", "against"], (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", {
          subject: "what explain(...) is given for options",
          problem,
          expected: "an object",
        })
      : synodError("unknown-key", { subject: "the options of explain(...)", ...wrong }),
  );
}
