/**
 * What of a counterexample to induction can be reached: its first state, which tells an invariant that is false from one that
 * says too little; and whether the invariant is true in all states that can be, since a step from one that cannot be says
 * nothing of that. Where the reachable states are few the interpreter goes through them, nearest first; where they are many a
 * search is asked.
 *
 * Law: `yes` is said of a state that was come to, with its depth, and `no` only when all reachable states were looked at; of the
 * invariant the other way round.
 */
import { check } from "../check/check.ts";
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Property } from "../model/property.ts";
import { contentsOf, holdsContents } from "../state/contents.ts";
import { layoutOf } from "../state/layout.ts";
import { SlotMemory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { beginningAt } from "../trace/escape.ts";
import { statesAlong } from "../trace/replay.ts";
import { type FoundState, firstStates, wayTo } from "../why/first-states.ts";
import type { Fact } from "../why/reasons.ts";
import type { FoundCounterexample } from "./induction-counterexample.ts";
import { nearestOf } from "./nearest-state.ts";
import type { AmongReachable, Reachability } from "./proof.ts";

/** Reachable states that the interpreter looks at, for the nearest. */
const LOOKED_AT = 5000;
/** States that a search may find in looking for one. */
const SEARCHED = 20_000_000;

export interface ReachabilityAsked {
  /** The state, one code per slot. */
  readonly codes: Int32Array;
  /** What of it matters. */
  readonly facts: readonly Fact[];
  /** What it is an example of: a step that leads out, a claim that is false. */
  readonly found: FoundCounterexample;
  /** Of the invariant. */
  readonly conjuncts: readonly Property[];
  readonly workers?: number;
  readonly signal?: AbortSignal | undefined;
}

interface ReachedOf {
  readonly before: Reachability;
  readonly invariant: AmongReachable;
}

export async function reachabilityOf(model: Model, asked: ReachabilityAsked): Promise<ReachedOf> {
  const { codes, facts, signal, found: example, conjuncts } = asked;
  const from = beginningAt(model, codes);
  const [state] = statesAlong(from, { initial: 0, steps: [] }) as readonly [InterpretedState];
  const interpreter = interpret(model);
  const halt = { isOver: () => signal?.aborted === true };
  const { found, isAll } = firstStates(interpreter, interpreter.eachInitialState(), LOOKED_AT, halt);
  const at = found.findIndex((each) => each.state.text === state.text);
  const invariant = judgedIn(interpreter, found, isAll, conjuncts);
  if (at >= 0) {
    const before = { reachable: "yes", depth: depthOf(found, at), states: found.length, nearest: null } as const;
    // Where it is false is behind its first state: perhaps not among those looked at.
    const isFalse = invariant.holds === "unknown" && example.kind === "step";
    const broken = example.broken.map(({ name }) => name);
    return { before, invariant: isFalse ? { ...invariant, holds: "no", depth: before.depth + 1, broken } : invariant };
  }
  const nearest = () => {
    const isSo = (there: InterpretedState) => isExample(interpreter, example, there);
    return nearestOf(model, { state, found, isAll, facts, isSo });
  };
  if (isAll) return { before: { reachable: "no", depth: null, states: found.length, nearest: nearest() }, invariant };
  const searched = await searchedFor(model, asked);
  const { before } = searched;
  return {
    before: { ...before, nearest: before.reachable === "yes" ? null : nearest() },
    // A state that was met is the nearest such: it was met breadth first.
    invariant: invariant.holds === "no" ? invariant : searched.invariant,
  };
}

/** Of states that were found, the nearest first. */
function judgedIn(
  interpreter: Interpreter,
  found: readonly FoundState[],
  isAll: boolean,
  conjuncts: readonly Property[],
): AmongReachable {
  const states = found.length;
  for (const [at, { state }] of found.entries()) {
    let broken: readonly string[];
    try {
      broken = brokenIn(conjuncts, (conjunct) => interpreter.holds(conjunct, state, state));
    } catch {
      return { holds: "unknown", depth: null, broken: [], states };
    }
    if (broken.length > 0) return { holds: "no", depth: depthOf(found, at), broken, states };
  }
  return { holds: isAll ? "yes" : "unknown", depth: null, broken: [], states };
}

/** The conjuncts that are false; one that throws behind a false one has nothing to say. */
function brokenIn(conjuncts: readonly Property[], holds: (conjunct: Property) => boolean): readonly string[] {
  const broken: string[] = [];
  for (const conjunct of conjuncts)
    try {
      if (!holds(conjunct)) broken.push(conjunct.name);
    } catch (error) {
      if (broken.length === 0) throw error;
    }
  return broken;
}

/**
 * By a search of all states, none taken for another by renaming: the state asked for has names. It is asked what can be reached,
 * the state and a state in which a conjunct is the first that is false, so that it ends at the last that it finds.
 */
async function searchedFor(
  model: Model,
  { codes, conjuncts, workers = 1, signal }: ReachabilityAsked,
): Promise<{ readonly before: Omit<Reachability, "nearest">; readonly invariant: AmongReachable }> {
  const { schema } = model;
  const layout = layoutOf(schema);
  const memory = new SlotMemory(layout.slots);
  memory.codes.set(codes);
  const contents = contentsOf(schema, viewState(layout, memory));
  const reachable = (name: string, predicate: (view: object) => boolean): Property => {
    return { name, kind: "reachable", predicate, target: null };
  };
  const claims = conjuncts.map((each) => each.predicate as (view: object) => boolean);
  const properties = [
    reachable(STATE, (view) => holdsContents(schema, view, contents)),
    reachable(OUTSIDE, (view) => !claims.every((holds) => holds(view))),
  ];
  const { verdict, counterexamples } = await check(
    { ...model, properties },
    { symmetry: false, maxStates: SEARCHED, workers, ...(signal !== undefined && { signal }) },
  );
  const [ofState, ofOutside] = [STATE, OUTSIDE].map((name) => {
    const { outcome, steps } = verdict.properties.find((each) => each.name === name) ?? { outcome: "undecided" };
    return {
      isReached: outcome === "holds",
      isNever: outcome === "violated" && verdict.complete,
      depth: steps ?? null,
    };
  }) as [Searched, Searched];
  const states = verdict.states.distinct;
  const way = counterexamples.find(({ claim, property }) => claim === "property" && property === OUTSIDE);
  const last = way === undefined ? undefined : statesAlong(model, way.list).at(-1);
  return {
    before: { reachable: answer(ofState.isReached, ofState.isNever), depth: ofState.depth, states },
    invariant: {
      holds: answer(ofOutside.isNever, ofOutside.isReached),
      depth: ofOutside.isReached ? ofOutside.depth : null,
      broken: last === undefined ? [] : brokenIn(conjuncts, (each) => interpret(model).holds(each, last, last)),
      states,
    },
  };
}

const STATE = "the state";
const OUTSIDE = "a state outside";

/** What a search says of a kind of state. */
interface Searched {
  readonly isReached: boolean;
  readonly isNever: boolean;
  readonly depth: number | null;
}

function answer(yes: boolean, no: boolean): "yes" | "no" | "unknown" {
  return yes ? "yes" : no ? "no" : "unknown";
}

function depthOf(found: readonly FoundState[], at: number): number {
  return wayTo(found, at).length - 1;
}

/** Whether it is so in another state, too: asked of the interpreter, since facts may be only tested, and texts may say too little. */
function isExample(interpreter: Interpreter, found: FoundCounterexample, there: InterpretedState): boolean {
  const isFalse = (state: InterpretedState) => found.broken.some((claim) => !interpreter.holds(claim, state, state));
  try {
    if (found.kind === "state") return isFalse(there);
    const after = interpreter.take(there, found.step);
    return found.kind === "step" && after !== null && isFalse(after);
  } catch {
    return found.kind === "throws";
  }
}
