/**
 * Of all orders of a trace's steps that show the same, the one that is easiest to read: the fewest changes of who acts, and
 * of equal ones the one that keeps to the recorded order longest (which depends on the states alone, whatever threads
 * found them). Every state on the way is the interpreter's: an order is answered only if it replays and
 * shows what it should. The search for it deepens the number of changes one by one (Korf 1985), never trying again what
 * failed with as many to spare; where its budget ends, the better of a greedy order and the recorded one is answered.
 */
import { type InterpretedState, type Interpreter, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import { type Instances, instancesOf } from "../program/instances.ts";
import { actorsOf } from "../trace/actors.ts";
import { processKinds } from "../trace/process-kinds.ts";
import { numberIn, textIfMoving } from "./recorded.ts";

/** So often is a step tried in some state, all told. */
const RUNS = 4000;
/** For each of them so many nodes of the search may be looked at, whose steps are known. */
const NODES_PER_RUN = 8;
/** Of traces with more steps the recorded order is kept. */
const MOST_STEPS = 500;

/** What an order has to show. */
export interface Shows {
  /** Whether it is shown where the order ends; `before`: the state before the last. */
  readonly ends: (before: InterpretedState, last: InterpretedState) => boolean;
  /** Whether it may go through a state. Absent: through all. */
  readonly passes?: (state: InterpretedState) => boolean;
}

/** The steps in the order that is easiest to read, from `start` on; `steps` itself: it is, as far as was tried. */
export function easiestOrder(
  model: Model,
  start: InterpretedState,
  steps: readonly number[],
  shows: Shows,
  runs = RUNS,
): readonly number[] {
  if (steps.length < 2 || steps.length > MOST_STEPS) return steps;
  const interpreter = interpret(model);
  const instances = instancesOf(model.rules);
  const states = [start];
  for (const step of steps) {
    const next = interpreter.take(states.at(-1) as InterpretedState, step);
    if (next === null) return steps;
    states.push(next);
  }
  const actors = numbered(actorsOf({ model, interpreter, instances }, steps, states, processKinds(model)).of);
  const moves = movesOf(model, instances, steps, states, actors);
  const recorded = changesIn(actors);
  const search = new Orders(model, interpreter, instances, moves, shows, start, runs);
  const greedy = search.greedy();
  const known = greedy !== null && greedy.changes < recorded ? greedy : { steps, changes: recorded };
  for (let most = search.actors - 1; most <= known.changes; most++) {
    const found = search.within(most);
    if (found === "none") continue;
    return found === "unknown" ? known.steps : found;
  }
  return known.steps;
}

/** A rule instance that is taken, once or more. */
interface Move {
  /** Its number: where bindings are told by position, in the state where it was first taken. */
  readonly step: number;
  /** Of an instance whose number depends on the state, how it is found; null: it does not. */
  readonly text: string | null;
  readonly actor: number;
  readonly times: number;
}

/** In the order in which they are first taken. */
function movesOf(
  model: Model,
  instances: Instances,
  steps: readonly number[],
  states: readonly InterpretedState[],
  actors: readonly number[],
): Move[] {
  const moves = new Map<string, Move>();
  for (const [at, step] of steps.entries()) {
    const text = textIfMoving(model, instances, step, states[at] as InterpretedState);
    const key = text ?? String(step);
    const known = moves.get(key) ?? { step, text, actor: actors[at] as number, times: 0 };
    moves.set(key, { ...known, times: known.times + 1 });
  }
  return [...moves.values()];
}

/** Each one's number, in the order in which they come. */
function numbered(keys: readonly number[]): number[] {
  const numbers = new Map([...new Set(keys)].map((key, at) => [key, at]));
  return keys.map((key) => numbers.get(key) as number);
}

function changesIn(actors: readonly number[]): number {
  return actors.filter((actor, at) => at > 0 && actor !== actors[at - 1]).length;
}

interface Taken {
  /** Index of the state that it leads to. */
  readonly to: number;
  readonly step: number;
}

class OutOfBudget extends Error {}

/** The orders of some steps, as a search goes through them. */
class Orders {
  /** How many act at all. */
  readonly actors: number;
  readonly #model: Model;
  readonly #interpreter: Interpreter;
  readonly #instances: Instances;
  readonly #moves: readonly Move[];
  readonly #shows: Shows;
  #runs: number;
  #nodes: number;
  readonly #states: InterpretedState[];
  readonly #numbers: Map<string, number>;
  /** By state and move. */
  readonly #taken = new Map<number, Taken | null>();
  readonly #shown = new Map<string, boolean>();
  /** By what is left to do, from where: with how many changes to spare it failed. */
  readonly #failed = new Map<string, number>();
  /** How often each move is still to be taken, how many steps each actor has left, how many have some. */
  readonly #left: number[];
  readonly #leftOf: number[];
  #acting: number;
  readonly #order: number[] = [];
  #actorsInOrder: number[] = [];
  readonly #all: readonly number[];
  /** By who acts: all moves, his first. */
  readonly #ownFirst: readonly (readonly number[])[];

  constructor(
    model: Model,
    interpreter: Interpreter,
    instances: Instances,
    moves: readonly Move[],
    shows: Shows,
    start: InterpretedState,
    runs: number,
  ) {
    this.#model = model;
    this.#interpreter = interpreter;
    this.#instances = instances;
    this.#moves = moves;
    this.#shows = shows;
    this.#runs = runs;
    this.#nodes = runs * NODES_PER_RUN;
    this.#states = [start];
    this.#numbers = new Map([[start.text, 0]]);
    this.#left = moves.map(({ times }) => times);
    this.actors = new Set(moves.map(({ actor }) => actor)).size;
    this.#leftOf = new Array<number>(this.actors).fill(0);
    for (const { actor, times } of moves) this.#leftOf[actor] = (this.#leftOf[actor] as number) + times;
    this.#acting = this.actors;
    const all = [...moves.keys()];
    this.#all = all;
    this.#ownFirst = Array.from({ length: this.actors }, (_, actor) => {
      const isOwn = (move: number) => moves[move]?.actor === actor;
      return [...all.filter(isOwn), ...all.filter((move) => !isOwn(move))];
    });
  }

  /** An order in which whoever acts goes on while he can, for half of the budget; null: none was found. */
  greedy(): { readonly steps: readonly number[]; readonly changes: number } | null {
    const [runs, nodes] = [this.#runs >> 1, this.#nodes >> 1];
    this.#runs -= runs;
    this.#nodes -= nodes;
    const found = this.#search(() => this.#descend(0, -1, Number.POSITIVE_INFINITY));
    this.#runs += runs;
    this.#nodes += nodes;
    this.#failed.clear();
    if (typeof found === "string") return null;
    return { steps: found, changes: changesIn(this.#actorsInOrder) };
  }

  /** The first order with at most so many changes; "unknown": the budget ended. */
  within(changes: number): readonly number[] | "none" | "unknown" {
    return this.#search(() => this.#descend(0, -1, changes));
  }

  #search(run: () => boolean): readonly number[] | "none" | "unknown" {
    const [left, leftOf, acting] = [[...this.#left], [...this.#leftOf], this.#acting];
    this.#order.length = 0;
    this.#actorsInOrder = [];
    try {
      return run() ? [...this.#order] : "none";
    } catch (error) {
      if (error instanceof OutOfBudget) return "unknown";
      throw error;
    } finally {
      left.forEach((count, move) => {
        this.#left[move] = count;
      });
      leftOf.forEach((count, actor) => {
        this.#leftOf[actor] = count;
      });
      this.#acting = acting;
    }
  }

  /** Takes all that is left, with at most so many changes; true: `#order` shows it. Infinitely many: greedily. */
  #descend(at: number, actor: number, changes: number): boolean {
    if (this.#nodes-- <= 0) throw new OutOfBudget();
    const key = `${at} ${actor} ${this.#left.join()}`;
    if ((this.#failed.get(key) ?? -1) >= changes) return false;
    const isGreedy = changes === Number.POSITIVE_INFINITY;
    const tries = isGreedy && actor !== -1 ? (this.#ownFirst[actor] as readonly number[]) : this.#all;
    for (const move of tries) if (this.#left[move] !== 0 && this.#take(at, actor, move, changes)) return true;
    this.#failed.set(key, changes);
    return false;
  }

  #take(at: number, actor: number, move: number, changes: number): boolean {
    const { actor: next } = this.#moves[move] as Move;
    const spare = changes - (actor !== -1 && next !== actor ? 1 : 0);
    // Each who has something left and does not act now takes a change.
    const others = this.#acting - 1;
    if (others > spare) return false;
    const taken = this.#leads(at, move);
    if (taken === null) return false;
    this.#left[move] = (this.#left[move] as number) - 1;
    const left = (this.#leftOf[next] as number) - 1;
    this.#leftOf[next] = left;
    if (left === 0) this.#acting--;
    this.#order.push(taken.step);
    this.#actorsInOrder.push(next);
    const isDone = this.#acting === 0 ? this.#ends(at, taken.to) : this.#descend(taken.to, next, spare);
    if (isDone) return true;
    this.#order.pop();
    this.#actorsInOrder.pop();
    if (left === 0) this.#acting++;
    this.#leftOf[next] = left + 1;
    this.#left[move] = (this.#left[move] as number) + 1;
    return false;
  }

  #ends(before: number, last: number): boolean {
    const key = `${before} ${last}`;
    let isShown = this.#shown.get(key);
    if (isShown === undefined) {
      isShown = this.#shows.ends(this.#states[before] as InterpretedState, this.#states[last] as InterpretedState);
      this.#shown.set(key, isShown);
    }
    return isShown;
  }

  #leads(at: number, move: number): Taken | null {
    const key = at * this.#moves.length + move;
    let taken = this.#taken.get(key);
    if (taken === undefined) {
      if (this.#runs-- <= 0) throw new OutOfBudget();
      taken = this.#run(this.#states[at] as InterpretedState, this.#moves[move] as Move);
      this.#taken.set(key, taken);
    }
    return taken;
  }

  #run(state: InterpretedState, move: Move): Taken | null {
    const { step: recorded, text } = move;
    const step = text === null ? recorded : numberIn(this.#model, this.#instances, recorded, text, state);
    if (step === null) return null;
    let next: InterpretedState | null;
    try {
      next = this.#interpreter.take(state, step);
    } catch {
      return null;
    }
    if (next === null || this.#shows.passes?.(next) === false) return null;
    let to = this.#numbers.get(next.text);
    if (to === undefined) {
      to = this.#states.push(next) - 1;
      this.#numbers.set(next.text, to);
    }
    return { to, step };
  }
}
