/**
 * What tests may claim of one property, as options: those of `check`, and what the behaviour is like that shows it. Looked at
 * before anything is searched.
 */
import { check } from "../check/check.ts";
import { type CheckOptions, checkModel } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import { closed, isNamedParts } from "../closed.ts";
import { whatIs } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import { namesOf, propertiesNamed } from "../model/property.ts";
import { isWitnessed, PROPERTY_KINDS } from "../model/property-kinds.ts";
import type { ExpectedTrace } from "./claim-judgement.ts";

/**
 * What is claimed of the behaviour that reaches a state, and options of `check`.
 *
 * @example
 * ```ts
 * const options: ReachOptions = { steps: 2, trace: ["order", "ship(parcel: p1)"], workers: 2 };
 * ```
 */
export interface ReachOptions<F extends string = string> extends Omit<CheckOptions<string, F>, "properties"> {
  /** How many steps a shortest one takes: `steps: 2`. Absent: any number. */
  readonly steps?: number;
  /**
   * The steps that the check shows, each as the report has it: the call of its rule, or the rule's name alone:
   * `trace: ["order", "ship(parcel: p1)"]`. Absent: any.
   */
  readonly trace?: readonly string[];
}

/**
 * What is claimed of the counterexample to a property, and options of `check`.
 *
 * @example
 * ```ts
 * const options: ViolationOptions = { steps: 2, trace: ["propose(value: v1)", "propose(value: v2)"] };
 * ```
 */
export interface ViolationOptions<F extends string = string> extends ReachOptions<F> {
  /** Of a property over time: the state that the last step returns to: `loop: 2`. Absent: any, or no loop. */
  readonly loop?: number;
}

/** What is claimed of the trace, looked at; and the options of `check`, which looks at them. */
export interface Claimed {
  readonly expected: ExpectedTrace;
  readonly options: Omit<CheckOptions, "properties">;
}

/** Throws `bad-definition` for what is claimed in a way that nothing can be. `call`: `assertViolates(...)`. */
export function claimedIn(call: string, property: unknown, given: ViolationOptions): Claimed {
  if (typeof property !== "string")
    throw bad(`the property that ${call} is about`, `is ${whatIs(property)}`, "the name of a property");
  if (!isNamedParts(given))
    closed(given, [], (problem) => bad(`what ${call} is given for options`, problem, "an object"));
  const { steps, loop, trace, ...options } = given;
  for (const [name, value] of Object.entries({ steps, loop }))
    if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 0))
      throw bad(`the option ${name} of ${call}`, `is ${whatIs(value)}`, "an integer from 0 on");
  if (trace !== undefined && !(Array.isArray(trace) && trace.every((each) => typeof each === "string")))
    throw bad(`the option trace of ${call}`, `is ${whatIs(trace)}`, 'a list of steps: ["up", "add(n: 2)"]');
  if ("properties" in options) {
    const wrong = { name: "properties", known: ["steps", "loop", "trace", "and what check(...) takes"] };
    throw synodError("unknown-key", { subject: `the options of ${call}, which names its property`, ...wrong });
  }
  return {
    expected: {
      ...(steps !== undefined && { steps }),
      ...(loop !== undefined && { loop }),
      ...(trace !== undefined && { trace }),
    },
    options,
  };
}

/** Throws `bad-definition`, `unknown-property`, or `bad-claim` for a property that is nothing to be reached. */
export function mustBeReachable(call: string, model: unknown, property: string): void {
  checkModel(call, "check", model);
  const asked = propertiesNamed(model.properties, property);
  if (asked.length === 0)
    throw synodError("unknown-property", {
      model: model.name ?? "the model",
      name: String(property),
      known: namesOf(model.properties),
    });
  const other = asked.find(({ kind }) => !isWitnessed(kind));
  if (other === undefined) return;
  throw synodError("bad-claim", {
    claim: `${call} of ${property}`,
    problem: `it is under \`${PROPERTY_KINDS[other.kind].key}\`, so there is nothing to reach`,
    instead: `write what is to be reached under \`reachable\`, or claim that ${property} holds or is violated`,
  });
}

/** Judges one property, and no other: what breaks earlier does not end the search. */
export function checkOne(model: Model, property: string, options: Claimed["options"]): Promise<CheckResult> {
  return check<string, string, string, string>(model, { ...options, properties: [property] });
}

function bad(subject: string, problem: string, expected: string): Error {
  return synodError("bad-definition", { subject, problem, expected });
}
