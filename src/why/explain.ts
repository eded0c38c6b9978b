/** The one door to explanations: from a model and a counterexample to all that is known of why it is one. */
import { closed, isNamedParts, kindOfValue } from "../closed.ts";
import { synodError } from "../errors/errors.ts";
import { isModel, type Model } from "../model/model.ts";
import { type Explainable, reasonsFor } from "./all-reasons.ts";
import { PREDICATE_RUNS } from "./reason-of-property.ts";
import type { Reasons } from "./reasons.ts";

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

/**
 * Why a counterexample is one, and a witness a witness: the fewest facts of its last state (or of its last step) for which the
 * property is false there, whatever the rest of the state is; as sentences, as data, and with the steps that wrote them. Runs
 * the model's closures, some thousand times at most. What is not known is null. Of a closure that throws, why it does.
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
