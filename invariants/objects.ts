/**
 * Objects whose operations come one at a time, to judge histories by. Each is what anybody could write with `object`; those
 * that hold more than a value of a domain, a queue of any length, say so with what they hold at first.
 */
import { codeIn } from "../src/domain/coded.ts";
import { optional, record } from "../src/domain/composites.ts";
import type { Domain } from "../src/domain/domain.ts";
import { isDomain, whatIs } from "../src/domain/is-domain.ts";
import { boolean } from "../src/domain/scalars.ts";
import { synodError } from "../src/errors/errors.ts";
import { type SequentialObject, sequentialObject } from "../src/model/histories/sequential-object.ts";
import { checkOptions } from "./options.ts";

type Takes<A> = { readonly takes: Domain<A> };
type Answers<A> = { readonly answers: Domain<A> };
type Plain = Readonly<Record<never, never>>;
type OperationsOf<O> = O extends SequentialObject<infer _, infer S> ? S : never;

/** What `register` makes. */
export type Register<V> = SequentialObject<V, { readonly write: Takes<V>; readonly read: Answers<V> }>;
/** What `compareAndSwapRegister` makes. */
export type CompareAndSwapRegister<V> = SequentialObject<
  V,
  {
    readonly write: Takes<V>;
    readonly read: Answers<V>;
    readonly compareAndSwap: Takes<{ readonly expected: V; readonly next: V }> & Answers<boolean>;
  }
>;
/** What `queue` makes. */
export type Queue<V> = SequentialObject<
  readonly V[],
  { readonly enqueue: Takes<V>; readonly dequeue: Answers<V | null> }
>;
/** What `stack` makes. */
export type Stack<V> = SequentialObject<readonly V[], { readonly push: Takes<V>; readonly pop: Answers<V | null> }>;
/** What `counter` makes. */
export type Counter = SequentialObject<
  number,
  { readonly increment: Plain; readonly fetchAndIncrement: Answers<number>; readonly read: Answers<number> }
>;
/** What `keyValueStore` makes. */
export type KeyValueStore<K, V> = SequentialObject<
  readonly (V | null)[],
  {
    readonly put: Takes<{ readonly key: K; readonly value: V }>;
    readonly get: Takes<K> & Answers<V | null>;
    readonly remove: Takes<K>;
  }
>;
/** What `lock` makes. */
export type Lock = SequentialObject<
  boolean,
  { readonly acquire: Plain; readonly tryAcquire: Answers<boolean>; readonly release: Plain }
>;

/** Throws `bad-definition` for what is no domain. */
function must(object: string, part: string, value: unknown): void {
  if (isDomain(value)) return;
  throw synodError("bad-definition", {
    subject: `\`${part}\` of ${object}(...)`,
    problem: `is ${whatIs(value)}`,
    expected: "a domain",
  });
}

/**
 * A register: `write` replaces what it holds, `read` answers it. At first it holds the domain's first value.
 *
 * @throws SynodError SYN212 for what is no domain.
 *
 * @example
 * ```ts
 * const calls = historyOf(register(range(0, 3)), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function register<V>(values: Domain<V>): Register<V> {
  must("register", "values", values);
  return sequentialObject({
    first: values.decode(0),
    holds: values,
    operations: { write: { takes: values }, read: { answers: values } },
    does: { write: (_, value) => value, read: (held) => [held, held] },
  });
}

/**
 * A register with `compareAndSwap` beside `write` and `read`: it takes `{ expected, next }`, puts `next` there if
 * `expected` is what is held, and answers whether it did.
 *
 * @throws SynodError SYN212 for what is no domain.
 *
 * @example
 * ```ts
 * const calls = historyOf(compareAndSwapRegister(range(0, 3)), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function compareAndSwapRegister<V>(values: Domain<V>): CompareAndSwapRegister<V> {
  must("compareAndSwapRegister", "values", values);
  const Swap = record({ expected: values, next: values });
  return sequentialObject({
    first: values.decode(0),
    holds: values,
    operations: {
      write: { takes: values },
      read: { answers: values },
      compareAndSwap: { takes: Swap, answers: boolean },
    },
    does: {
      write: (_, value) => value,
      read: (held) => [held, held],
      compareAndSwap: (held, { expected, next }) =>
        codeIn(values, held) === codeIn(values, expected) ? [next as V, true] : [held, false],
    },
  });
}

/**
 * A queue, first in first out: `enqueue` puts a value at its end, `dequeue` takes the one at its head and answers it; null:
 * there was none.
 *
 * @param options - `max`: the most that it holds; a full one has no `enqueue` until there is room. Absent: it is never full.
 * @throws SynodError SYN212 for what is no domain.
 *
 * @example
 * ```ts
 * const calls = historyOf(queue(range(0, 3)), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function queue<V>(
  values: Domain<V>,
  options: {
    /** The most that it holds: `max: 2`. */
    readonly max?: number;
  } = {},
): Queue<V> {
  must("queue", "values", values);
  const room = roomIn("queue", options);
  return sequentialObject<readonly V[], OperationsOf<Queue<V>>>({
    first: [],
    holds: null,
    operations: { enqueue: { takes: values }, dequeue: { answers: optional(values) } },
    does: {
      enqueue: (held, value) => (held.length < room ? [...held, value] : undefined),
      dequeue: (held) => (held.length === 0 ? [held, null] : [held.slice(1), held[0] as V]),
    },
  });
}

/**
 * A stack, last in first out: `push` puts a value on top, `pop` takes the one on top and answers it; null: there was none.
 *
 * @param options - `max`: the most that it holds; a full one has no `push` until there is room. Absent: it is never full.
 * @throws SynodError SYN212 for what is no domain.
 *
 * @example
 * ```ts
 * const calls = historyOf(stack(range(0, 3)), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function stack<V>(
  values: Domain<V>,
  options: {
    /** The most that it holds: `max: 2`. */
    readonly max?: number;
  } = {},
): Stack<V> {
  must("stack", "values", values);
  const room = roomIn("stack", options);
  return sequentialObject<readonly V[], OperationsOf<Stack<V>>>({
    first: [],
    holds: null,
    operations: { push: { takes: values }, pop: { answers: optional(values) } },
    does: {
      push: (held, value) => (held.length < room ? [...held, value] : undefined),
      pop: (held) => (held.length === 0 ? [held, null] : [held.slice(0, -1), held.at(-1) as V]),
    },
  });
}

/**
 * A counter from 0 on: `increment` adds one, `fetchAndIncrement` does so and answers what was there before, `read` answers
 * what is there.
 *
 * @param counts - What is read.
 * @throws SynodError SYN212 for what is no domain.
 *
 * @example
 * ```ts
 * const calls = historyOf(counter(range(0, 4)), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function counter(counts: Domain<number>): Counter {
  must("counter", "counts", counts);
  const isCount = (held: number) => counts.encode(held) >= 0;
  return sequentialObject<number, OperationsOf<Counter>>({
    first: 0,
    holds: null,
    operations: { increment: {}, fetchAndIncrement: { answers: counts }, read: { answers: counts } },
    does: {
      increment: (held) => held + 1,
      // What cannot be answered was not: a caller that got something got a count.
      fetchAndIncrement: (held) => (isCount(held) ? [held + 1, held] : undefined),
      read: (held) => (isCount(held) ? [held, held] : undefined),
    },
  });
}

/**
 * A store of values by key: `put` takes `{ key, value }`, `get` a key and answers what is there, null: nothing; `remove`
 * takes a key.
 *
 * @throws SynodError SYN212 for what are no domains.
 *
 * @example
 * ```ts
 * const store = keyValueStore({ keys: enumeration("x", "y"), values: range(0, 3) });
 * const calls = historyOf(store, { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function keyValueStore<K, V>(options: {
  /** What values are kept by: `keys: enumeration("x", "y")`. */
  readonly keys: Domain<K>;
  /** What is kept: `values: range(0, 3)`. */
  readonly values: Domain<V>;
}): KeyValueStore<K, V> {
  checkOptions("keyValueStore", options, { keys: "domain", values: "domain" });
  const { keys, values } = options;
  const at = (key: unknown) => keys.encode(key);
  return sequentialObject<readonly (V | null)[], OperationsOf<KeyValueStore<K, V>>>({
    first: keys.values.map(() => null),
    holds: null,
    operations: {
      put: { takes: record({ key: keys, value: values }) },
      get: { takes: keys, answers: optional(values) },
      remove: { takes: keys },
    },
    does: {
      put: (held, { key, value }) => held.with(at(key), value as V),
      get: (held, key) => [held, held[at(key)] as V | null],
      remove: (held, key) => held.with(at(key), null),
    },
  });
}

/**
 * A lock: `acquire` waits until nobody holds it, `tryAcquire` answers whether it was free and is held now, `release` frees
 * it. Who holds it is nobody's business: that a caller releases what it holds is the callers' affair.
 *
 * @example
 * ```ts
 * const calls = historyOf(lock(), { each: 2, by: scalarset("c", 2) });
 * ```
 */
export function lock(): Lock {
  return sequentialObject<boolean, OperationsOf<Lock>>({
    first: false,
    holds: null,
    operations: { acquire: {}, tryAcquire: { answers: boolean }, release: {} },
    does: {
      acquire: (held) => (held ? undefined : true),
      tryAcquire: (held) => [true, !held],
      release: (held) => (held ? false : undefined),
    },
  });
}

function roomIn(object: string, options: { readonly max?: number }): number {
  checkOptions(object, options, {}, ["max"]);
  const { max = Number.POSITIVE_INFINITY } = options;
  if (max === Number.POSITIVE_INFINITY || (Number.isSafeInteger(max) && max >= 1)) return max;
  throw synodError("bad-definition", {
    subject: `\`max\` of ${object}(...)`,
    problem: `is ${whatIs(max)}`,
    expected: "the most that it holds",
  });
}
