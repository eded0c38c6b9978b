/** A rule that came out of a system: an ordinary one, its types forgotten, and what it may look at and touch. */
import type { Schema } from "../../state/field.ts";
import type { Footprint } from "../footprint.ts";
import type { RuleDefinition } from "../rule.ts";

export interface LoweredRule extends RuleDefinition<Schema, Readonly<Record<string, unknown>>> {
  readonly footprint: Footprint;
}
export type NamedRule = readonly [name: string, rule: LoweredRule];
