/** A rule that came out of a system: an ordinary one, its types forgotten, and what is known of it for a fact. */
import type { Schema } from "../../state/field.ts";
import type { Footprint } from "../footprint.ts";
import type { Imposed } from "../imposed.ts";
import type { RuleDefinition } from "../rule.ts";

export interface LoweredRule extends RuleDefinition<Schema, Readonly<Record<string, unknown>>> {
  /** What it may look at and touch. */
  readonly footprint: Footprint;
  /** What of it is the system's; absent: all. */
  readonly imposed?: Imposed;
}
export type NamedRule = readonly [name: string, rule: LoweredRule];
