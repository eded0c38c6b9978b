/**
 * The histories of roles and of the system: fields, and what is kept of operations (history-of.ts), for which a role's
 * processes are the callers.
 */

import type { AnyDomain } from "../../domain/domain.ts";
import type { Field, Schema } from "../../state/field.ts";
import type { MapView, ViewOf } from "../../state/seen.ts";
import { type AnyHistory, type CallersHistory, isHistoryOf, type OperationsHistory } from "../histories/history-of.ts";
import type { OperationsView } from "../histories/operations.ts";
import { type OperationsFieldParts, operationsField } from "../histories/operations-field.ts";
import type { AnyObject } from "../histories/sequential-object.ts";

/** What is remembered, by name. */
export type History = Readonly<Record<string, Field | AnyHistory>>;

/** A role's histories as properties see them: by process. */
export type HistoryColumns<P, H> = {
  readonly [K in keyof H]: H[K] extends Field
    ? MapView<P, H[K]>
    : H[K] extends OperationsHistory<infer O>
      ? OperationsView<P, O>
      : never;
};
/** The system's histories as properties see them. */
export type HistoryView<H> = {
  readonly [K in keyof H]: H[K] extends Field
    ? ViewOf<H[K]>
    : H[K] extends CallersHistory<infer C, infer O>
      ? OperationsView<C, O>
      : never;
};

/** Histories of operations among them, lowered. */
export interface KeptOperations extends OperationsFieldParts {
  readonly object: AnyObject;
}
export interface Histories {
  /** As fields; of a role: what is kept for each process. */
  readonly fields: Schema;
  readonly operations: ReadonlyMap<string, KeptOperations>;
}

/** `callers`: the role's processes; null: of the system, whose histories of operations have callers of their own. */
export function historiesOf(history: History, callers: AnyDomain | null): Histories {
  const operations = new Map<string, KeptOperations>();
  const fields = Object.entries(history).map(([name, field]) => {
    if (!isHistoryOf(field)) return [name, field] as const;
    const parts = operationsField(field.object, field.each, callers ?? (field.by as AnyDomain));
    operations.set(name, { ...parts, object: field.object });
    return [name, callers === null ? parts.field : parts.field.item] as const;
  });
  return { fields: Object.fromEntries(fields), operations };
}
