/** A rule that came out of a system: an ordinary one, its types forgotten. */
import type { Schema } from "../../state/field.ts";
import type { RuleDefinition } from "../rule.ts";

export type LoweredRule = RuleDefinition<Schema, Readonly<Record<string, unknown>>>;
export type NamedRule = readonly [name: string, rule: LoweredRule];
