/**
 * An object as it is when operations come one at a time, a register, a queue, a lock: what it holds, and per operation what
 * it takes, what it answers and what is held afterwards. A history of operations (history-of.ts) is judged by it. As the
 * sequential specifications of Herlihy and Wing, *Linearizability* (1990).
 */
import { closed, isNamedParts, kindOfValue, shown } from "../../closed.ts";
import type { AnyDomain, Domain } from "../../domain/domain.ts";
import { isDomain, whatIs } from "../../domain/is-domain.ts";
import { synodError } from "../../errors/errors.ts";

/** What the kind of an operation ends with that has not returned yet; no operation is called so. */
export const UNDER_WAY = "…";

/** An operation from outside: what it takes and what it answers. */
export interface Signature {
  /** What it is given: `takes: Value`. Absent: nothing. */
  readonly takes?: AnyDomain;
  /** What it answers: `answers: optional(Value)`. Absent: nothing but that it is done. */
  readonly answers?: AnyDomain;
}
/** Operations by name. */
export type Signatures = Readonly<Record<string, Signature>>;

/** What an operation is called with. */
export type ArgumentOf<O> = O extends { readonly takes: Domain<infer A> } ? readonly [argument: A] : readonly [];
/** What it returns with. */
export type AnswerOf<O> = O extends { readonly answers: Domain<infer A> } ? readonly [answer: A] : readonly [];
/** What an operation does: what is held afterwards, with an answer a pair; undefined: not now. */
type After<S, O> = O extends { readonly answers: Domain<infer A> } ? readonly [held: S, answer: A] : S;

/** What each operation does to what is held. */
export type Does<S, O extends Signatures> = {
  readonly [K in keyof O]: (held: S, ...argument: ArgumentOf<O[K]>) => After<S, O[K]> | undefined;
};

const MADE_BY_OBJECT = Symbol.for("synod sequential object");

/** An object whose operations come one at a time: what `object` makes. */
export interface SequentialObject<S, O extends Signatures> {
  readonly [MADE_BY_OBJECT]: true;
  /** What it holds before the first operation. */
  readonly first: S;
  /** What it can hold; null: whatever its operations make of it. */
  readonly holds: Domain<S> | null;
  readonly operations: O;
  readonly does: Does<S, O>;
}

// biome-ignore lint/suspicious/noExplicitAny: where the types are forgotten; `does` is invariant in them.
export type AnyObject = SequentialObject<any, any>;

/**
 * An object whose operations come one at a time, to judge histories by: `historyOf` remembers what its callers do,
 * `linearizable` and `sequentiallyConsistent` ask whether it can be explained by this object.
 *
 * An operation of `does` is told what the object holds and what it is given. It answers what is held afterwards, with an
 * answer `[afterwards, answer]`, and undefined where it cannot be done now, as a lock that is held cannot be acquired.
 *
 * @param given - `holds`: what it can hold, its first value at first; `operations`: what each takes and answers; `does`: what
 * each does.
 * @throws SynodError SYN211 and SYN212 for what is no such object.
 *
 * @example
 * ```ts
 * const Level = range(0, 3);
 * const tank = object({
 *   holds: Level,
 *   operations: { fill: {}, drain: { answers: Level } },
 *   does: { fill: (level) => (level < 3 ? level + 1 : undefined), drain: (level) => [0, level] },
 * });
 * ```
 */
export function object<S, const O extends Signatures>(given: {
  /** What it can hold; its first value is what it holds at first: `holds: range(0, 3)`. */
  readonly holds: Domain<S>;
  /** What each operation takes and answers: `operations: { put: { takes: Value }, get: { answers: Value } }`. */
  readonly operations: O;
  /** What each does: `does: { put: (_, value) => value, get: (held) => [held, held] }`. */
  readonly does: NoInfer<Does<S, O>>;
}): SequentialObject<S, O> {
  const subject = "object(...)";
  closed(given, ["holds", "operations", "does"], (problem, wrong) =>
    wrong === undefined
      ? synodError("bad-definition", {
          subject: `what ${subject} is given`,
          problem,
          expected: "{ holds, operations, does }",
        })
      : synodError("unknown-key", { subject, ...wrong }),
  );
  const { holds, operations, does } = given;
  const bad = (part: string, problem: string, expected: string) =>
    synodError("bad-definition", { subject: `${part} of ${subject}`, problem, expected });
  if (!isDomain(holds)) throw bad("`holds`", `is ${whatIs(holds)}`, "a domain");
  for (const [part, value] of Object.entries({ operations, does }))
    if (!isNamedParts(value)) throw bad(`\`${part}\``, `is ${kindOfValue(value)}`, "an object of operations by name");
  if (Object.keys(operations).length === 0) throw bad("`operations`", "is empty", "an operation at least");
  for (const [name, signature] of Object.entries<Signature>(operations)) {
    const part = `the operation ${shown(name)}`;
    if (name.endsWith(UNDER_WAY))
      throw bad(part, `has a name that ends as those under way do`, `no "${UNDER_WAY}" there`);
    closed(signature, ["takes", "answers"], (problem, wrong) =>
      wrong === undefined
        ? bad(part, problem, "{ takes, answers }")
        : synodError("unknown-key", { subject: `${part} of ${subject}`, ...wrong }),
    );
    for (const [key, domain] of Object.entries(signature))
      if (!isDomain(domain)) throw bad(`\`${key}\` of ${part}`, `is ${whatIs(domain)}`, "a domain");
    const done: unknown = Object.hasOwn(does, name) ? does[name] : undefined;
    if (typeof done !== "function")
      throw bad(`\`does\` for ${part}`, done === undefined ? "is missing" : `is ${kindOfValue(done)}`, "a function");
  }
  closed(does, Object.keys(operations), (problem, wrong) =>
    wrong === undefined
      ? bad("`does`", problem, "an effect for each operation")
      : synodError("unknown-key", { subject: `\`does\` of ${subject}`, ...wrong }),
  );
  return sequentialObject({ first: holds.decode(0), holds, operations, does });
}

/** The same of one that may hold whatever its operations make of what it holds first. */
export function sequentialObject<S, const O extends Signatures>(
  given: Pick<SequentialObject<S, O>, "first" | "holds" | "operations" | "does">,
): SequentialObject<S, O> {
  return Object.freeze({ [MADE_BY_OBJECT]: true as const, ...given });
}

export function isSequentialObject(value: unknown): value is AnyObject {
  return isNamedParts(value) && (value as Partial<AnyObject>)[MADE_BY_OBJECT] === true;
}
