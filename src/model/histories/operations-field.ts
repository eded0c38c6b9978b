/**
 * The field that a history of operations is kept in, and what writes to it:
 *
 *   log[c]   write…(argument, after)    under way: the last one of a caller, who has one operation at a time
 *            read(answer, after)        returned
 *
 * It keeps no more than linearizability depends on: each caller's operations, what they were given and answered, and which
 * had returned when which was invoked. A caller does one thing after the other; what it had finished at that moment are
 * its first operations, and a number says how many. The order of events that overlap is forgotten. The numbers are kept
 * per caller (per-key.ts), not in an order of events: renaming callers that are interchangeable renames the history.
 */
import { type Shape, union } from "../../domain/composites.ts";
import type { AnyDomain } from "../../domain/domain.ts";
import { perKey } from "../../domain/per-key.ts";
import { range } from "../../domain/scalars.ts";
import { type MapField, map, type SequenceField, sequence } from "../../state/field.ts";
import type { MapDraft } from "../../state/seen.ts";
import { type AnyObject, type Signature, UNDER_WAY } from "./sequential-object.ts";

interface Call {
  readonly kind: string;
  readonly after: readonly number[];
}
type Log = MapDraft<unknown, SequenceField<Call>>;

export interface OperationsFieldParts {
  readonly field: MapField<unknown, SequenceField<Call>>;
  /** Recorders for a log, by caller: made once each. */
  readonly recorders: (log: () => Log) => (caller: unknown) => object;
  /** A recorder for whoever `caller` answers when it is used. */
  readonly recorder: (log: () => Log, caller: () => unknown) => object;
}

export function operationsField(object: AnyObject, each: number, callers: AnyDomain): OperationsFieldParts {
  const After = perKey(callers, range(0, each));
  const signatures = Object.entries<Signature>(object.operations);
  const cases = signatures.flatMap(([name, { takes, answers }]) => {
    const given = takes === undefined ? {} : { argument: takes };
    const answered = answers === undefined ? {} : { answer: answers };
    const cases: [string, Shape][] = [
      [name + UNDER_WAY, { ...given, after: After }],
      [name, { ...given, ...answered, after: After }],
    ];
    return cases;
  });
  const element = union(Object.fromEntries(cases)) as unknown as SequenceField<Call>["element"];
  const field = map(callers, sequence(element, { capacity: each })) as OperationsFieldParts["field"];

  const pending = (calls: ReturnType<Log["get"]>): string | null => {
    const kind = calls.at(-1)?.kind;
    return kind?.endsWith(UNDER_WAY) === true ? kind.slice(0, -UNDER_WAY.length) : null;
  };
  const now = (log: Log) => log.values().map((calls) => calls.length - (pending(calls) === null ? 0 : 1));
  /** Throws when an effect records what cannot be: its error, with a trace to it. */
  const mustBe = (caller: unknown, found: string | null, expected: string | null) => {
    if (found === expected) return;
    const inWords = (operation: string | null) => (operation === null ? "between operations" : `in ${operation}`);
    throw new Error(`${callers.format(caller)} is ${inWords(found)}, not ${inWords(expected)}`);
  };
  const recorder = (log: () => Log, caller: () => unknown) => {
    const invoke = signatures.map(([name, { takes }]) => {
      const begin = (argument: unknown) => {
        const calls = log().get(caller());
        mustBe(caller(), pending(calls), null);
        const given = takes === undefined ? {} : { argument };
        calls.push({ kind: name + UNDER_WAY, ...given, after: now(log()) });
      };
      return [name, begin] as const;
    });
    const ends = signatures.map(([name, { answers }]) => {
      const end = (answer: unknown) => {
        const calls = log().get(caller());
        mustBe(caller(), pending(calls), name);
        const begun = calls.pop() as Call;
        calls.push({ ...begun, kind: name, ...(answers === undefined ? {} : { answer }) } as Call);
      };
      return [name, end] as const;
    });
    return Object.freeze({
      invoke: Object.freeze(Object.fromEntries(invoke)),
      return: Object.freeze(Object.fromEntries(ends)),
    });
  };
  const recorders = (log: () => Log) => {
    const made = new Map<number, object>();
    return (caller: unknown) => {
      const code = callers.encode(caller);
      // The log says what is wrong with one that is no caller.
      if (code < 0) return recorder(log, () => caller);
      let found = made.get(code);
      if (found === undefined) {
        found = recorder(log, () => caller);
        made.set(code, found);
      }
      return found;
    };
  };
  return { field, recorder, recorders };
}
