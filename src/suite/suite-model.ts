/** What a suite needs of whoever knows where models come from: the command line does, floors above it do not. */
import type { CheckOptions } from "../check/check-options.ts";
import type { CheckResult } from "../check/check-result.ts";
import type { Instance, NamedProtocol } from "../model/instance.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { Reference } from "../why/reference.ts";
import type { CheckedEntry } from "./suite-report.ts";

/** A model of a suite, loaded. */
export interface SuiteModel extends NamedProtocol {
  /** How a suite names it: a built-in's name, or the path of a file from the suite's folder, `#` and an export. */
  readonly reference: string;
  /** Its file from the suite's folder; null: built in. */
  readonly file: string | null;
  /** All that is run of it: the text of its bundle. */
  readonly content: string;
  check(instance: Instance, options: Omit<CheckOptions, "name" | "parameters">): Promise<CheckResult>;
  /** Where it is written. */
  places(instance: Instance): CheckedEntry["places"];
  /** What a mutant's traces are held against. */
  without(instance: Instance, mutant: string | null): Reference | null;
  /** A page about a check of it, as one file. Throws `not-for-pages`. */
  page(instance: Instance, entry: Pick<CheckedEntry, "mutant" | "command">, result: CheckResult): Promise<string>;
  /** The command that checks it alone. */
  command(asked: SuiteCommand): string;
}

/** What a command must say. */
export interface SuiteCommand {
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly properties: readonly string[] | null;
  readonly fairness: string | null;
  readonly options: Pick<CheckOptions, "maxStates" | "maxDepth" | "keepGoing" | "symmetry" | "reductions">;
}

/** Finds models; throws coded errors. `label`: of the check, for those. */
export type LoadSuiteModel = (model: string | object, label: string) => Promise<SuiteModel>;
