/** The one door to explanations: from a model and a counterexample to all that is known of why it is one. */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "../model/model.ts";
import type { StepList } from "../program/steps.ts";
import { statesAlong } from "../trace/replay.ts";
import { PREDICATE_RUNS } from "./reason-of-property.ts";
import type { Reasons } from "./reasons.ts";
import type { Deadline } from "./trials.ts";
import { whyOf } from "./why-of.ts";

/** What is to be explained, as `check` answers it. */
export interface Explainable {
  /** The property that it shows to be false, or, of a witness, true. */
  readonly property: string | null;
  readonly list: StepList;
}

/** How much may be spent. */
export interface ExplainOptions {
  /** Runs of closures for a predicate: `budget: 20_000`. Absent: 4,000. What it is not enough for is tested, not proved. */
  readonly budget?: number;
  /** Ends it, an `AbortSignal`: what was found by then is what there is. */
  readonly signal?: { readonly aborted: boolean };
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
  const { budget = PREDICATE_RUNS, signal } = options;
  return reasonsFor(model, counterexample, {
    runs: budget,
    deadline: signal === undefined ? null : { isOver: () => signal.aborted },
  });
}

/** The same for synod itself, which knows what it hands over. */
export function reasonsFor(
  model: Model,
  { property: name, list }: Explainable,
  { runs = PREDICATE_RUNS, deadline = null }: { readonly runs?: number; readonly deadline?: Deadline | null } = {},
): Reasons {
  const property = model.properties.find((each) => each.name === name);
  if (property === undefined) return NO_REASONS;
  const states = statesAlong(model, list);
  return { ...NO_REASONS, why: whyOf(model, property, states, { runs, halt: deadline, loop: list.loop ?? null }) };
}

function checkExplained(model: unknown, counterexample: unknown, options: unknown): void {
  const bad = (subject: string, value: unknown, expected: string) =>
    synodError("bad-definition", { subject, problem: `is ${kindOfValue(value)}`, expected });
  if (!isModel(model)) throw bad("what explain(...) is to explain by", model, "a model");
  const { list } = (isNamedParts(counterexample) ? counterexample : {}) as Partial<Explainable>;
  if (!isNamedParts(list) || !Array.isArray(list["steps"]))
    throw bad("what explain(...) is to explain", counterexample, "a counterexample of check(...)");
  closed(options, ["budget", "signal"], (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", {
          subject: "what explain(...) is given for options",
          problem,
          expected: "an object",
        })
      : synodError("unknown-key", { subject: "the options of explain(...)", ...wrong }),
  );
}
