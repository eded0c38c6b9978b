/**
 * The closed room: where every closure of a model is run, guards and effects, predicates, `init`, `per` and `where` alike, in
 * every engine. A closure is to be a function of what it is handed; the room sees to what types cannot:
 *
 *   - what it is handed cannot be used when the run is over (`Lease`; `touch` is called by every operation of a view),
 *   - it ends: operations of views are counted, and a run that needs too many is ended by an error,
 *   - it asks nothing of the world outside: clocks, random numbers, timers, the process (impurities.ts),
 *   - when it has returned it is done: no promise, no iterator.
 *
 * Costs some 10 ns a run and 2 ns an operation. One room per thread; closures do not wait, so that a depth will do.
 */
import { type SynodError, synodError } from "./errors/errors.ts";
import { guardImpurities } from "./impurities.ts";

/** What a run is of, prepared once: what to call it in errors, and the leases of the views that it is handed. */
export interface Site {
  /** `the guard of vote`, `property agreement`. */
  readonly subject: string;
  readonly leases: readonly Lease[];
  /** Whether it is of an effect, of which only what it does to the state is heard. */
  readonly isEffect?: boolean;
}

/** For how long the views of one state may be used. Never lent: always, by synod itself. */
export interface Lease {
  /** The run that may use them; FREE: any code at any time. */
  run: number;
  /** Of whose run that was, for the error. */
  subject: string;
}

const FREE = -1;

/** The clock is looked at for one run in 16, `run` rising twice for each. */
const CLOCK_MASK = 31;
/** For each, as long as they may be slow: the first so many, and so many whenever the clock has gone on by that. */
const CLOSELY = 2 ** 13;
const SLOW_MS = 64;

/** Operations of views that one run may need at most. */
export const STEP_LIMIT = 10_000_000;

/** This thread's room. Only this file changes it, and tests the limit. */
export const room = {
  /** Runs that are under way, one inside the other. */
  depth: 0,
  /** Rises when a run begins and when it ends, so that a lease is over by itself. */
  run: 0,
  /** Operations of views since the run began. */
  steps: 0,
  stepLimit: STEP_LIMIT,
  /** Variables assigned since the run began. */
  assignments: 0,
  /** When one of the last few runs began, in milliseconds: a run that hangs is seen by its clock standing still. */
  clock: 0,
  /** Up to which run each is timed. */
  closely: CLOSELY,
  site: null as Site | null,
  /** What the run must end with, even if the closure catches it. */
  refused: null as SynodError | null,
};

export function newLease(): Lease {
  return { run: FREE, subject: "" };
}

/** Runs a closure of a model. Throws what it throws, and coded errors for what it must not do. */
export function runClosure(
  site: Site,
  closure: (first: never, second: never) => unknown,
  first: unknown,
  second: unknown,
) {
  const outer = room.site;
  const isOutermost = room.depth === 0;
  if (isOutermost) {
    guardImpurities(refuseImpurity);
    if (room.run < room.closely || (room.run & CLOCK_MASK) < 2) lookAtClock();
    room.run++;
    room.steps = 0;
    room.assignments = 0;
    room.refused = null;
  }
  room.depth++;
  room.site = site;
  for (let at = 0; at < site.leases.length; at++) {
    const lease = site.leases[at] as Lease;
    lease.run = room.run;
    lease.subject = site.subject;
  }
  let answer: unknown;
  try {
    answer = closure(first as never, second as never);
  } catch (error) {
    throw room.refused ?? error;
  } finally {
    room.site = outer;
    if (--room.depth === 0) room.run++;
  }
  if (isOutermost && room.refused !== null) throw room.refused;
  if (typeof answer === "object" && answer !== null) {
    refuseUnfinished(site.subject, answer);
    if (site.isEffect === true) refuseNewState(site.subject, answer, first as object);
  }
  return answer;
}

/** Many slow runs are not one that hangs. */
function lookAtClock(): void {
  const now = Date.now();
  if (now - room.clock > SLOW_MS) timeClosely();
  room.clock = now;
}

/** From now on, for a while, each run is timed. */
export function timeClosely(): void {
  room.closely = room.run + CLOSELY;
}

/** After a run was ended from outside, with no `finally` of it run: the site that it was at; null: no closure was running. */
export function abandonRun(): Site | null {
  const { site, depth } = room;
  room.depth = 0;
  room.run++;
  room.site = null;
  return depth === 0 ? null : site;
}

/** Called by every operation of a view, before it is done. */
export function touch(lease: Lease): void {
  if (++room.steps > room.stepLimit || (lease.run !== room.run && lease.run !== FREE)) refuseTouch(lease);
}

function refuseTouch(lease: Lease): void {
  if (lease.run !== room.run && lease.run !== FREE) {
    const problem =
      room.site === null
        ? "what it was handed is used when its run is over"
        : `it uses what ${lease.subject === room.site.subject ? "it was handed in an earlier run" : `${lease.subject} was handed`}, and that run is over`;
    throw insist(synodError("impure-model", { subject: room.site?.subject ?? lease.subject, problem }));
  }
  if (room.depth === 0) {
    room.steps = 0;
    return;
  }
  const subject = room.site?.subject ?? "";
  throw insist(
    synodError("endless-closure", {
      subject,
      spent: `${room.stepLimit.toLocaleString("en-US")} reads and writes of the state`,
    }),
  );
}

/** Throws when a closure is running, which must not ask for `what`. */
function refuseImpurity(what: string): void {
  if (room.depth === 0) return;
  const subject = room.site?.subject ?? "a closure";
  throw insist(synodError("impure-model", { subject, problem: `it uses ${what}, which a state does not determine` }));
}

/** The run that is under way ends with this error, also if the closure catches it: no state can make it right. */
export function insist(error: SynodError): SynodError {
  if (room.depth > 0) room.refused ??= error;
  return error;
}

/** What `ask` finds out aside: what it is refused and catches is nothing that the run under way has to end with. */
export function aside<T>(ask: () => T): T {
  const { refused } = room;
  try {
    return ask();
  } finally {
    room.refused = refused;
  }
}

/** Throws when what a closure returned says that it is not done. */
export function refuseUnfinished(subject: string, answer: unknown): void {
  if (typeof answer !== "object" || answer === null || isView(answer)) return;
  // Asked for with `in`, since values refuse to be asked for what they do not have.
  const has = (name: string) => name in answer && typeof Reflect.get(answer, name) === "function";
  if (has("then")) {
    // What becomes of it is of no interest, and must not end the process.
    void Promise.resolve(answer).then(ignore, ignore);
    throw synodError("unfinished-closure", { subject, returned: "a promise", how: "`async`" });
  }
  if (has("next") && (Symbol.iterator in answer || Symbol.asyncIterator in answer))
    throw synodError("unfinished-closure", { subject, returned: "an iterator", how: "`function*`" });
}

/**
 * Throws when an effect that assigned no variable of what it was handed answers another: what would be the next state where
 * states are copied. Nobody would ever see it.
 */
export function refuseNewState(subject: string, answer: unknown, handed: object): void {
  if (room.assignments > 0 || typeof answer !== "object" || answer === null || isView(answer)) return;
  if (![Object.prototype, null].includes(Object.getPrototypeOf(answer) as object | null)) return;
  const names = Object.keys(answer);
  if (names.length === 0 || !names.every((name) => Object.hasOwn(handed, name))) return;
  throw synodError("unfinished-closure", { subject, returned: "a new state", how: "copy" });
}

function ignore(): void {}

/** What every view answers `true` to, whoever asks and whenever: by it a view is told from what a closure made itself. */
export const VIEW: unique symbol = Symbol.for("synod view");

export function isView(value: object): boolean {
  return Reflect.get(value, VIEW) === true;
}
