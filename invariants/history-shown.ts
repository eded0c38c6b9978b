/** What a claim about a history of operations is told by its reader, looked at: which object it is of, and what was recorded. */
import { kindOfValue } from "../src/closed.ts";
import { synodError } from "../src/errors/errors.ts";
import type { OperationsView } from "../src/model/histories/operations.ts";
import { objectBehind } from "../src/model/histories/operations-view.ts";
import type { AnyObject, Signatures } from "../src/model/histories/sequential-object.ts";
import type { Call } from "./explained.ts";

export interface ShownHistory {
  readonly object: AnyObject;
  /** Per caller, its operations in the order of their invocations. */
  readonly history: readonly (readonly Call[])[];
}

/** Throws `bad-definition` for what is no reader, and its reader for what shows no operations. */
export function historyShown<S>(
  claim: string,
  calls: (state: S) => OperationsView<unknown, Signatures>,
): (state: S) => ShownHistory {
  const bad = (subject: string, value: unknown) =>
    synodError("bad-definition", {
      subject,
      problem: `is ${kindOfValue(value)}`,
      expected: "a history that `historyOf` made: (s) => s.client.log",
    });
  if (typeof calls !== "function") throw bad(`what ${claim}(...) is given`, calls);
  return (state) => {
    const view = calls(state);
    const object = objectBehind(view);
    if (object === undefined) throw bad(`what the reader of ${claim}(...) answers`, view);
    return { object, history: view.values().map((each) => [...each] as unknown as Call[]) };
  };
}
