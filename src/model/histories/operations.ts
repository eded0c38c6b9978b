/** Operations on an object as a history holds them, and what records them: the types, inferred from the object's. */
import type { Domain } from "../../domain/domain.ts";
import type { SequenceField } from "../../state/field.ts";
import type { MapView } from "../../state/seen.ts";
import type { AnswerOf, ArgumentOf, Signature, Signatures } from "./sequential-object.ts";

/** Per caller, how many of its operations had returned when an operation was invoked. */
type After = { readonly after: readonly number[] };
type Given<O> = O extends { readonly takes: Domain<infer A> } ? { readonly argument: A } : {};
type Answered<O> = O extends { readonly answers: Domain<infer A> } ? { readonly answer: A } : {};
type Flat<T> = { readonly [K in keyof T]: T[K] };

type CallOf<K extends string, O extends Signature> =
  | Flat<{ readonly kind: `${K}…` } & Given<O> & After>
  | Flat<{ readonly kind: K } & Given<O> & Answered<O> & After>;

/**
 * An operation as its caller sees it: under way, `write…`, or returned, `write`, with what it was given and what it
 * answered. `after`: how many operations of each caller had returned when it was invoked.
 */
export type Operation<O extends Signatures> = { [K in keyof O & string]: CallOf<K, O[K]> }[keyof O & string];

/** Begins an operation and ends it; out of order is the effect's error. */
export interface OperationsRecorder<O extends Signatures> {
  /** The caller begins: `record.log.invoke.write(value)`. */
  readonly invoke: { readonly [K in keyof O]: (...argument: ArgumentOf<O[K]>) => void };
  /** What it began returns, with what it answers: `record.log.return.read(value)`. */
  readonly return: { readonly [K in keyof O]: (...answer: AnswerOf<O[K]>) => void };
}

/** Says of a view, to the compiler only, that it shows operations. */
declare const OPERATIONS: unique symbol;
/** A history as properties see it: per caller its operations, in the order of their invocations. */
export interface OperationsView<C, O extends Signatures> extends MapView<C, SequenceField<Operation<O>>> {
  readonly [OPERATIONS]: O;
}
