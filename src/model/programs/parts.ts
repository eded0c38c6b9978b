/** A program as it was looked at: its places in order, and what may happen at each of them. Types are forgotten. */
import type { AnyDomain } from "../../domain/domain.ts";
import type { Schema } from "../../state/field.ts";
import type { Places } from "../access.ts";
import type { Binding } from "../rule.ts";

/** Where a process is that has come to its end. */
export const DONE = "done";

/** One step: a label's own, or an alternative to it. */
export interface ProgramStep {
  /** What it is called: its label, or the alternative's name; within a procedure `pop.read`. */
  readonly name: string;
  /** The place where it happens, and the one where it goes on when its effect says nothing; null: the procedure is over. */
  readonly place: string;
  readonly next: string | null;
  /** The procedure that it is a step of, or null. */
  readonly procedure: string | null;
  readonly for: readonly (readonly [name: string, binding: Binding])[];
  readonly await: ((state: object, my: object, bound: object) => boolean) | null;
  readonly do: ((state: object, my: object, bound: object) => unknown) | null;
  readonly forgets: readonly string[];
  readonly reads: Places | undefined;
  readonly writes: Places | undefined;
}

export interface ProcedureParts {
  readonly name: string;
  readonly local: Schema;
  readonly labels: readonly string[];
}

export interface ProgramParts {
  /** What its processes share with others. */
  readonly state: Schema;
  readonly processes: AnyDomain;
  readonly local: Schema;
  readonly init: ((my: object) => unknown) | null;
  /** The labels that are no alternatives, in order. */
  readonly labels: readonly string[];
  readonly procedures: ReadonlyMap<string, ProcedureParts>;
  readonly steps: readonly ProgramStep[];
  /** The names of steps that are switched off. */
  readonly off: readonly string[];
}

/** Where a process can be, but at its end: its labels, then those of the procedures. */
export function programPlaces({ labels, procedures }: ProgramParts): string[] {
  return [
    ...labels,
    ...[...procedures.values()].flatMap((each) => each.labels.map((label) => inner(each.name, label))),
  ];
}

/** The place of a label within a procedure. */
export function inner(procedure: string, label: string): string {
  return `${procedure}.${label}`;
}
