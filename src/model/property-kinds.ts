/**
 * The kinds of property, one entry each: whoever treats kinds differently asks the table what tells them apart, and names
 * none. A new kind is an entry here, its judge (one of the searching: explore/claims.ts; one of the graph: verify/liveness/)
 * and its words for readers (report/property-words.ts), which the compiler asks for.
 */
import { type ExitCode, exitCodes } from "../errors/exit-codes.ts";

export interface KindOfProperty {
  /** The key of a definition under which it is written. */
  readonly key: string;
  /** How an entry is written, where it is not as most are, name: (state) => boolean. */
  readonly form: string | null;
  /** Whether it is written as two predicates, of which the second is what must follow. */
  readonly pair: boolean;
  /**
   * What `forEvery` makes of it: one claim, the conjunction of its parts; or a family of claims, where each part is
   * something else than a part of the conjunction: <>(P & Q) is not <>P & <>Q.
   */
  readonly forEvery: "conjunction" | "family";
  /** What it is a claim about. A predicate is asked of one state, or of the two of a step that changes the state. */
  readonly about: "states" | "steps" | "behaviours";
  /** Whether it is decided while states are found, or on the graph of all of them. */
  readonly judged: "searching" | "graph";
  /** A counterexample to it is looked for, or a witness: it is violated when there is none, and a trace is good news. */
  readonly seeks: "counterexample" | "witness";
  /**
   * What the trace ends with: a state that is wrong (or right, of a witness), a step that is, a state in which nothing is
   * enabled, a loop (or a last state for ever), a state from which something is out of reach.
   */
  readonly shownBy: "state" | "step" | "end" | "lasso" | "prefix";
  /** Whether only fair behaviours count. */
  readonly fair: boolean;
  /** How a check ends that finds nothing but violations of this kind. */
  readonly exitCode: ExitCode;
}

const ofStates = {
  form: null,
  pair: false,
  forEvery: "conjunction",
  about: "states",
  judged: "searching",
  seeks: "counterexample",
  shownBy: "state",
  fair: false,
  exitCode: exitCodes.safety,
} as const;

const ofBehaviours = {
  form: null,
  pair: false,
  forEvery: "family",
  about: "behaviours",
  judged: "graph",
  seeks: "counterexample",
  shownBy: "lasso",
  fair: true,
  exitCode: exitCodes.liveness,
} as const;

/** In the order in which verdicts list them. */
export const PROPERTY_KINDS = {
  /** In every reachable state. */
  always: { ...ofStates, key: "always" },
  /** Between the two states of every step that changes the state. */
  step: { ...ofStates, key: "step", about: "steps", shownBy: "step", form: "name: (before, after) => boolean" },
  /** In some reachable state. */
  reachable: { ...ofStates, key: "reachable", seeks: "witness", forEvery: "family" },
  /** <>P */
  eventually: { ...ofBehaviours, key: "eventually" },
  /** []<>P */
  alwaysEventually: { ...ofBehaviours, key: "alwaysEventually" },
  /** <>[]P */
  eventuallyAlways: { ...ofBehaviours, key: "eventuallyAlways" },
  /** [](P => <>Q) */
  leadsTo: {
    ...ofBehaviours,
    key: "leadsTo",
    pair: true,
    form: "name: [(state) => boolean, (state) => boolean]",
  },
  /** AG EF P: from every reachable state one with P can be reached. */
  alwaysReachable: { ...ofBehaviours, key: "alwaysReachable", shownBy: "prefix", fair: false },
  /** In every reachable state without an enabled rule: of a model there is one such property. */
  deadlock: { ...ofStates, key: "terminal", shownBy: "end", exitCode: exitCodes.deadlock },
  /**
   * Every step is one of an abstract model, seen through a map, or leaves that as it is; and every initial state is an initial
   * one there, which its second predicate says of the state alone.
   */
  refinement: { ...ofStates, key: "refines", about: "steps", shownBy: "step" },
} as const satisfies Readonly<Record<string, KindOfProperty>>;

type Kinds = typeof PROPERTY_KINDS;
/** Under which key of a model a property stands; "deadlock" for `terminal`. */
export type PropertyKind = keyof Kinds;

/** The kinds of which a fact is so. */
type KindsWith<F extends keyof KindOfProperty, V> = {
  [K in PropertyKind]: Kinds[K][F] extends V ? K : never;
}[PropertyKind];

/** Claims about whole behaviours. */
export type TemporalKind = KindsWith<"judged", "graph">;
/** Those about fair behaviours, to which a counterexample goes on for ever. */
export type FairKind = KindsWith<"fair", true>;
/** Those of two predicates. */
export type PairKind = KindsWith<"pair", true>;

export const propertyKinds = Object.keys(PROPERTY_KINDS) as readonly PropertyKind[];

/** What is known of a kind; undefined where a file that was read names one that there is not. */
export function factsOf(kind: PropertyKind | undefined): KindOfProperty | undefined {
  return kind !== undefined && Object.hasOwn(PROPERTY_KINDS, kind) ? PROPERTY_KINDS[kind] : undefined;
}

export function isTemporal(kind: PropertyKind): kind is TemporalKind {
  return factsOf(kind)?.judged === "graph";
}

export function isFair(kind: PropertyKind): kind is FairKind {
  return factsOf(kind)?.fair === true;
}

export function isPair(kind: PropertyKind): kind is PairKind {
  return factsOf(kind)?.pair === true;
}

/** Whether its predicate is asked of the two states of a step. */
export function isOfSteps(kind: PropertyKind | undefined): boolean {
  return factsOf(kind)?.about === "steps";
}

/** Whether it is decided by the first state that satisfies it. */
export function isWitnessed(kind: PropertyKind | undefined): boolean {
  return factsOf(kind)?.seeks === "witness";
}

/** Whether a trace to a state, a step, an end ... shows it. */
export function isShownBy(shownBy: KindOfProperty["shownBy"], kind: PropertyKind | undefined): boolean {
  return factsOf(kind)?.shownBy === shownBy;
}
