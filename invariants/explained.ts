/**
 * Whether a history of operations can be explained by its object doing them one at a time. The judge tries all orders,
 * caller by caller, as Wing and Gong do (*Testing and Verifying Concurrent Objects*, 1993). How an order goes on depends
 * only on how far each caller is and what the object then holds, so a position that led nowhere is not tried again (Lowe,
 * *Testing for Linearizability*, 2017): with k callers of n operations and v contents at most (n + 1)^k v positions. The
 * engine asks once for each history, not once for each state, since it remembers a predicate's answers by what it reads.
 */
import { describe } from "../src/domain/composites.ts";
import { synodError } from "../src/errors/errors.ts";
import { type AnyObject, type Signature, UNDER_WAY } from "../src/model/histories/sequential-object.ts";
import { keepsToItself } from "./kept.ts";
import { Progress } from "./progress.ts";
import { Numbering } from "./same-value.ts";

/** An operation: under way (`write…`), or returned (`write`). */
export interface Call {
  readonly kind: string;
  readonly argument?: unknown;
  readonly answer?: unknown;
  /** Per caller, how many of its operations had returned when it was invoked. */
  readonly after: readonly number[];
}

type AnyEffect = (held: unknown, argument?: unknown) => unknown;

export class Explanation {
  readonly #object: AnyObject;
  readonly #callers: number;
  readonly #progress: Progress<Call>;
  /** Whether what returned before another was invoked must come before it; otherwise that counts for each caller alone. */
  readonly #inTime: boolean;
  /** Per content, the positions that lead nowhere. */
  readonly #nowhere = new Map<number, Set<number | string>>();
  /** Where all orders are gone through, those that lead on. */
  readonly #explained = new Map<number, Set<number | string>>();
  readonly #values = new Numbering();
  /** Whether the first order that is found will do, or all are gone through: kept.ts. */
  readonly #mayStop: boolean;

  constructor(object: AnyObject, history: readonly (readonly Call[])[], inTime: boolean) {
    this.#object = object;
    this.#callers = history.length;
    this.#progress = new Progress(history);
    this.#inTime = inTime;
    this.#mayStop = keepsToItself(object);
  }

  /** Throws `bad-definition` for an object that does what it says it does not, in whatever order that is met. */
  exists(): boolean {
    return this.#canGoOn(this.#object.first);
  }

  /** Whether what is left can be put in order behind what there is when the object holds `held`. */
  #canGoOn(held: unknown): boolean {
    // What has not returned may have had no effect yet: only the rest must find a place.
    const isDone = this.#isDone();
    if (isDone && this.#mayStop) return true;
    const here = this.#progress.key();
    const content = this.#values.of(held);
    if (this.#explained.get(content)?.has(here)) return true;
    if (this.#nowhere.get(content)?.has(here)) return false;
    let found = isDone;
    for (let caller = 0; caller < this.#callers; caller++) {
      const call = this.#progress.next(caller);
      if (call === undefined || !this.#mayCome(call)) continue;
      const after = this.#done(call, held);
      if (after === null || !this.#take(caller, after.held)) continue;
      if (this.#mayStop) return true;
      found = true;
    }
    const positions = found ? this.#explained : this.#nowhere;
    positions.set(content, (positions.get(content) ?? new Set()).add(here));
    return found;
  }

  #isDone(): boolean {
    for (let caller = 0; caller < this.#callers; caller++) if (!isUnderWay(this.#progress.next(caller))) return false;
    return true;
  }

  #take(caller: number, held: unknown): boolean {
    this.#progress.take(caller);
    const found = this.#canGoOn(held);
    this.#progress.giveBack(caller);
    return found;
  }

  #mayCome(call: Call): boolean {
    return !this.#inTime || this.#progress.isDue(call);
  }

  /** What the object holds after the operation, if it can be done now with that answer; null: it cannot. */
  #done(call: Call, held: unknown): { readonly held: unknown } | null {
    const name = isUnderWay(call) ? call.kind.slice(0, -UNDER_WAY.length) : call.kind;
    const does = (this.#object.does as Readonly<Record<string, unknown>>)[name] as AnyEffect;
    const { takes, answers } = this.#object.operations[name] as Signature;
    const done: unknown = takes === undefined ? does(held) : does(held, call.argument);
    if (done === undefined) return null;
    if (answers === undefined) return { held: this.#held(name, done) };
    if (!Array.isArray(done) || done.length !== 2)
      throw answered(name, done, "[what is held afterwards, the answer]", false);
    const [after, answer] = done as [unknown, unknown];
    if (answers.encode(answer) < 0) throw answered(name, answer, `give an answer of ${answers.label}`, true);
    if (!isUnderWay(call) && this.#values.of(answer) !== this.#values.of(call.answer)) return null;
    return { held: this.#held(name, after) };
  }

  #held(name: string, held: unknown): unknown {
    const { holds } = this.#object;
    if (holds !== null && holds.encode(held) < 0) throw answered(name, held, `hold a value of ${holds.label}`, true);
    return held;
  }
}

function answered(operation: string, found: unknown, expected: string, isBeyond: boolean): Error {
  return synodError("bad-definition", {
    subject: `what \`does\` answers for ${operation}`,
    problem: `is ${describe(found)}`,
    expected,
    ...(isBeyond && { ofOperation: true }),
  });
}

function isUnderWay(call: Call | undefined): boolean {
  return call === undefined || call.kind.endsWith(UNDER_WAY);
}
