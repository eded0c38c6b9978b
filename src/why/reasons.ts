/**
 * What is said of a counterexample: plain data, as `--json` prints it and the page shows it. Steps are numbered from 1, as
 * traces print them; 0 is the initial state. Facts and smallest reasons: Reiter 1987, and the implicit hitting sets of
 * Ignatiev et al.; slices: Weiser 1984.
 */

/** A place of a state and the values that it may have for the claim to stay as it is. */
export interface Fact {
  /** Of a claim about a step, in which of its two states; of any other, `after`. */
  readonly when: "before" | "after";
  /** The place as text: `known[n2][n1]`, `accept(by: a1, ballot: 0, value: v1) in sent`. */
  readonly place: string;
  /** The field that it is in. */
  readonly field: string;
  /** What the place has, as text. */
  readonly value: string;
  /** Every value with which the claim stays as it is, whatever is elsewhere. */
  readonly allowed: readonly string[];
  /** The step that wrote the value; 0: it is there from the beginning. */
  readonly step: number;
  /** The part of `Why.parts` that it belongs to. */
  readonly part: number;
  /** The fact as words: those of the model, where it has some. */
  readonly says: string;
}

/** One claim of those that a property's falsity consists of: `v1 is chosen`. */
export interface WhyPart {
  /** What is so: the claim's own words, or the property's name and answer. */
  readonly says: string;
  /** What it rests on, alike facts said together: `a1 and a2 accepted it in ballot 0`. */
  readonly because: readonly { readonly says: string; readonly steps: readonly number[] }[];
  /** Indexes of its facts. */
  readonly facts: readonly number[];
}

/** Why a property is false (or a witness true) where the trace ends. */
export interface Why {
  /** One sentence for all of it: `v1 and v2 are both chosen`. */
  readonly sentence: string;
  readonly parts: readonly WhyPart[];
  readonly facts: readonly Fact[];
  /** `proved`: in every well-formed state with these facts; `tested`: in all that were tried (`runs`). */
  readonly proof: "proved" | "tested";
  /** Of how many other values a claim about every one of some is false as well. */
  readonly others: number;
  /** How often closures were run. */
  readonly runs: number;
}

/** A trace told fact by fact: the same steps in an order that replays to the same end. */
export interface Chapter {
  readonly says: string;
  /** The part of `Why.parts` that it is about. */
  readonly part: number;
  /** Its steps by their numbers in the trace, in the order told. */
  readonly steps: readonly number[];
}

/** Which steps mattered. */
export interface Slice {
  /** Steps that the facts rest on, directly or through what their guards and effects needed; ascending. */
  readonly matters: readonly number[];
  /** Those a teacher would point at: they wrote a fact, or the mistake acted there. */
  readonly key: readonly number[];
  /** For each fact of `Why.facts`, the steps that it rests on. */
  readonly cones: readonly (readonly number[])[];
  /** Null: told in the recorded order only. */
  readonly chapters: readonly Chapter[] | null;
}

/** Where a mistake acted: the trace beside a model without it. */
export interface Mistake {
  /**
   * `guard`: a step that the reference would not take; `effect`: it would have led elsewhere; `rule`: the reference has no such
   * step; `omission`: what would help is missing; `claim`: what is counted differs, not what is done; `initial`: it begins elsewhere;
   * `fairness`: other steps may be put off for ever; `state`: it has other states, and takes the same steps; `none`: nothing that
   * was compared differs.
   */
  readonly kind: "guard" | "effect" | "rule" | "omission" | "claim" | "initial" | "fairness" | "state" | "none";
  /** What it was compared with: `without p-majown`, `with counts=own`. */
  readonly against: string;
  /** The step from which on the mistake decides; null: there is none. */
  readonly step: number | null;
  /** The first step that the reference, led along the same steps, does not take. */
  readonly refused: number | null;
  /** Why it is refused, or what would have been instead. */
  readonly facts: readonly Fact[];
  readonly says: string;
}

/** Why a rule instance is disabled in a state. */
export interface WhyNot {
  /** The instance as text. */
  readonly rule: string;
  /** All that was proved, in the order of importance. */
  readonly facts: readonly Fact[];
  /** Indexes of those that tell it apart from every state tried in which it is enabled. */
  readonly telling: readonly number[];
  readonly proof: "proved" | "tested";
  readonly says: string;
}

/** What a step needed of the state before it, to be taken and to change what it changed as it did. */
export interface StepNeeds {
  readonly facts: readonly Fact[];
  readonly proof: "proved" | "tested";
}

/** A link of a chain: what stays as it is, what could change it, and why that does not happen. */
export interface Need {
  /** What stays so: `status[p1] is prepared`. */
  readonly says: string;
  /**
   * Of the last link: `never`: no step changes it in any state from there on; `tried`: none was found that could; `cycle`: it
   * is told above; `passing`: it comes and goes in the loop; `open`: it was not followed further. Null: it is not the last.
   */
  readonly ends: "never" | "tried" | "cycle" | "passing" | "open" | null;
  /**
   * The instances that could change it; in which states of the loop, by their numbers, each is enabled; and where in none, for
   * what: one of these would have to change, and in turn has its chain.
   */
  readonly by: readonly {
    readonly rule: string;
    readonly enabled: readonly number[];
    readonly lacks: readonly Need[];
  }[];
}

/** Of something never reached: a state that comes closest. */
export interface NearestMiss {
  /** The steps to it, as rule instances. */
  readonly steps: readonly string[];
  /** What is missing there: places with what they have, and, as `allowed` and in words, what they would have to have. */
  readonly missing: readonly Fact[];
  /** What it would be reached by, beside that, and is there. */
  readonly present: readonly Fact[];
  /** Why nothing brings it: instances that would, and are disabled. */
  readonly refused: readonly WhyNot[];
  /** `proved`: no state comes closer; `tested`: none of those that were looked at. */
  readonly proof: "proved" | "tested";
  /** How many were looked at. */
  readonly states: number;
  readonly says: string;
}

/** A question of which the answer is not known. */
export interface Unanswered {
  readonly what: "why" | "slice" | "mistake" | "needs" | "nearest";
  /** `runs`: closures were run as often as they may be; `stopped`: the time for all of it was over, or a signal came. */
  readonly since: "runs" | "stopped";
}

/** All that is known of why a trace ends as it does. What was not asked, or not found, is null. */
export interface Reasons {
  readonly why: Why | null;
  readonly slice: Slice | null;
  readonly mistake: Mistake | null;
  readonly needs: readonly Need[];
  readonly nearest: NearestMiss | null;
  /** What was asked and is not known, or may not be all that there is to say. */
  readonly unanswered: readonly Unanswered[];
}
