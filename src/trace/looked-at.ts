/** Which processes' rows the guard of a step looks at: it is run on a state whose maps note what is asked of them. */
import { type InterpretedState, type Interpreter, interpretedState } from "../interpret/interpret.ts";
import type { MapStored, Stored } from "../interpret/plain-store.ts";
import { rowKey } from "./lanes.ts";
import type { ProcessKind } from "./process-kinds.ts";

export function rowsLookedAt(
  interpreter: Interpreter,
  kinds: readonly ProcessKind[],
  state: InterpretedState,
  step: number,
): ReadonlySet<string> {
  const rows = new Set<string>();
  const noting = new Map<string, Stored>(
    [...state.stored].map(([name, stored]) => {
      const kind = kinds.findIndex(({ fields }) => fields.includes(name));
      return [
        name,
        kind < 0 || stored.kind !== "map" ? stored : noted(stored, (value) => rows.add(rowKey(kind, value))),
      ];
    }),
  );
  try {
    interpreter.take(interpretedState(noting), step);
  } catch {
    // What it looked at before it threw, it looked at.
  }
  return rows;
}

function noted(stored: MapStored, note: (value: string) => void): MapStored {
  const items = new Map(stored.items);
  const get = items.get.bind(items);
  items.get = (code) => {
    note(stored.key.format(stored.key.decode(code)));
    return get(code);
  };
  return { ...stored, items };
}
