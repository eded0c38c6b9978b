/**
 * All that is known of why a trace ends as it does: each question asked in turn, with runs of closures of its own, so that what is
 * found does not depend on the machine. Who asks may set a time for all of it as well; what that ends, or leaves unasked, is
 * said to be unanswered, as is what its runs were not enough for.
 */
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { PROPERTY_KINDS } from "../model/property-kinds.ts";
import type { StepList } from "../program/steps.ts";
import type { Claim } from "../trace/claim.ts";
import { linkOf } from "../trace/mapped-behaviour.ts";
import { statesAlong } from "../trace/replay.ts";
import type { Trace } from "../trace/trace.ts";
import { type Compared, mistakeOf } from "./mistake.ts";
import { nearestMiss } from "./nearest-miss.ts";
import { needsOf } from "./needs.ts";
import { PREDICATE_RUNS } from "./reason-of-property.ts";
import type { Reasons, Unanswered } from "./reasons.ts";
import type { RecordedTrace } from "./recorded.ts";
import type { Reference } from "./reference.ts";
import { sliceOf } from "./slice.ts";
import { reasonOfThrow } from "./throwing.ts";
import type { Deadline } from "./trials.ts";
import { unmatched } from "./unmatched.ts";
import { type FoundWhy, toldReason, whyOf, whyUnmatched } from "./why-of.ts";

/** What is to be explained, as `check` answers it. */
export interface Explainable {
  /** The property that it shows to be false, or, of a witness, true, or that throws; null: a rule throws. */
  readonly property: string | null;
  /** What it shows of it; absent: `"property"`, that it is false, or of a witness true. */
  readonly claim?: Claim["kind"];
  readonly list: StepList;
  /** The step that throws, where one does. */
  readonly trace?: Pick<Trace, "failing">;
}

/** The same of something that is never reached, of which there is no trace. */
export type Unreached = Pick<Explainable, "property"> & { readonly list: null };

/** What nobody asked for, or what was not found. */
export const NO_REASONS: Reasons = {
  why: null,
  slice: null,
  mistake: null,
  needs: [],
  nearest: null,
  unanswered: [],
};

/** The time for all of it was over before anything was found. */
export const STOPPED: Reasons = { ...NO_REASONS, unanswered: [{ what: "why", since: "stopped" }] };

/** How synod itself asks. */
export interface ReasonsAsked {
  readonly runs?: number;
  readonly deadline?: Deadline | null;
  /** What the trace is held against, to say where the mistake acted. */
  readonly against?: Reference | null;
}

/** As `explain`, for synod itself, which knows what it hands over. */
export function reasonsFor(model: Model, explained: Explainable | Unreached, asked: ReasonsAsked = {}): Reasons {
  const asking = new Asking(asked);
  if (explained.list !== null && (explained.claim ?? "property") !== "property")
    return asking.ofThrow(model, explained);
  const property = model.properties.find((each) => each.name === explained.property);
  if (property === undefined) return NO_REASONS;
  if (explained.list === null)
    return asking.told({ nearest: asking.ask("nearest", (halt) => nearestMiss(model, property, { halt })) });
  return asking.ofProperty(model, property, explained.list);
}

/** One trace's questions; notes those that time leaves open. */
class Asking {
  readonly #runs: number;
  readonly #deadline: Deadline | null;
  readonly #against: Reference | null;
  readonly #unanswered: Unanswered[] = [];

  constructor({ runs = PREDICATE_RUNS, deadline = null, against = null }: ReasonsAsked) {
    this.#runs = runs;
    this.#deadline = deadline;
    this.#against = against;
  }

  /** Null where there is no time left to ask. */
  ask<T>(what: Unanswered["what"], answer: (halt: Deadline | null) => T): T | null {
    const halt = this.#deadline;
    const isAsked = halt?.isOver() !== true;
    const found = isAsked ? answer(halt) : null;
    if (halt?.isOver() === true) this.#unanswered.push({ what, since: "stopped" });
    return found;
  }

  told(found: Partial<Reasons>): Reasons {
    return { ...NO_REASONS, ...found, unanswered: this.#unanswered };
  }

  ofProperty(model: Model, property: Property, list: StepList): Reasons {
    const states = statesAlong(model, list);
    const loop = list.loop ?? null;
    const recorded = { steps: list.steps, states };
    const { seeks, shownBy } = PROPERTY_KINDS[property.kind];
    const isPrefix = shownBy === "prefix";
    const link = linkOf(model, property);
    if (link !== undefined) {
      const lacks = this.ask("why", (halt) => unmatched(model, link, states, halt));
      const mistake = this.#mistake(true, { model, property, recorded, loop });
      return this.told({ mistake, ...(lacks !== null && { why: whyUnmatched(lacks) }) });
    }
    const found = isPrefix
      ? null
      : this.ask("why", (halt) => whyOf(model, property, states, { runs: this.#runs, halt, loop }));
    const mistake = this.#mistake(seeks !== "witness", { model, property, recorded, loop });
    const nearest = isPrefix ? this.ask("nearest", (halt) => nearestMiss(model, property, { halt, states })) : null;
    if (found === null) return this.told({ mistake, nearest });
    const { why, facts } = found;
    if (loop !== null) {
      const { scene } = found.reason;
      const needs = this.ask("needs", (halt) => needsOf({ scene, states, loop, facts, halt })) ?? [];
      return this.told({ why, mistake, needs });
    }
    const key = mistake?.step === undefined || mistake.step === null ? [] : [mistake.step];
    return this.told({
      why,
      mistake,
      slice: this.#slice(model, { kind: "property", property }, recorded, found, key),
    });
  }

  ofThrow(model: Model, { property: name, claim, list, trace }: Explainable): Reasons {
    const states = statesAlong(model, list);
    const recorded = { steps: list.steps, states };
    const step = claim === "rule-throws" ? trace?.failing?.step : undefined;
    // A bound that throws is asked of a step that does not.
    if (trace?.failing?.bound !== undefined || (step === undefined && name === null)) return NO_REASONS;
    const thrower = step === undefined ? { property: name as string } : { step };
    const found = this.ask("why", (halt) => reasonOfThrow(model, thrower, states, { runs: this.#runs, halt }));
    if (found === null) return this.told({});
    const told = toldReason(model, found);
    const property = model.properties.find((each) => each.name === name);
    const shown: Claim | null =
      step !== undefined
        ? { kind: "rule-throws", step }
        : property === undefined
          ? null
          : { kind: "property-throws", property };
    const slice = shown === null ? null : this.#slice(model, shown, recorded, told, []);
    return this.told({ why: told.why, slice });
  }

  #mistake(isAsked: boolean, compared: Omit<Compared, "reference" | "halt">): Reasons["mistake"] {
    const reference = this.#against;
    if (!isAsked || reference === null) return null;
    return this.ask("mistake", (halt) => mistakeOf({ ...compared, reference, halt }));
  }

  #slice(
    model: Model,
    claim: Claim,
    recorded: RecordedTrace,
    { why, reason: { scene, isPair }, facts }: FoundWhy,
    key: readonly number[],
  ): Reasons["slice"] {
    const open = this.#unanswered.length;
    const slice = this.ask("slice", (halt) =>
      sliceOf({
        model,
        claim,
        scene,
        recorded,
        isPair,
        facts: facts.map(({ fact, at, codes }) => ({ place: at, codes, part: fact.part })),
        says: (about) => ("part" in about ? (why.parts[about.part]?.says ?? "") : (why.facts[about.fact]?.says ?? "")),
        key,
        halt,
      }),
    );
    if (slice === null && this.#unanswered.length === open) this.#unanswered.push({ what: "slice", since: "runs" });
    return slice;
  }
}
