/** Maps every state to one representative of the states that it can be renamed to: the same for all of them. */
import type { ColumnTables } from "../../program/column-tables.ts";

export interface CanonicalForm {
  /** What it goes by, for whoever finds the same forms elsewhere; null: nothing that could be handed out. */
  readonly tables: ColumnTables | null;
  /** Writes the representative of the state at `offset` of `states` to `target` at 0. */
  find(states: Int32Array, offset: number, target: Int32Array): void;
  /** How many renamings leave the state that was last looked at as it is. */
  symmetries(): number;
}
