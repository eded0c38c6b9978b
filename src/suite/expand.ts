/**
 * From the checks that a suite lists to those that are run: one for each choice of parameters and each mutant. Each has an id
 * that is the same from run to run: made of what is asked, never of where the check stands in the list, so that a lock and a
 * cache find it again when others are added. Two checks of one id would be one to them: that is refused.
 */
import { isSynodError, type SynodError, synodError } from "../errors/errors.ts";
import { homeOf } from "../model/moved.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { Mutant } from "../model/protocol.ts";
import type { SuiteCounts } from "./define.ts";
import type { ReadCheck, SuiteCheckOptions } from "./read-suite.ts";
import type { LoadSuiteModel, SuiteModel } from "./suite-model.ts";
import type { Expected } from "./suite-report.ts";

/** A check to run. */
export interface PlannedCheck {
  readonly id: string;
  /** Null: `error` says why it does not load. */
  readonly model: SuiteModel | null;
  readonly error: SynodError | null;
  /** How the suite names the model. */
  readonly reference: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly properties: readonly string[] | null;
  readonly fairness: string | null;
  readonly options: SuiteCheckOptions;
  readonly expected: Expected;
  /** Exact figures; null: nobody asks. */
  readonly counts: SuiteCounts | null;
  readonly strict: boolean;
  readonly mutationScore: number | null;
  readonly tags: readonly string[];
  /** One of the mutants of a check: nobody wrote it down by itself. */
  readonly isMutant: boolean;
}

/** Throws `bad-suite` for two checks of one id. A model that does not load is a check that says so. */
export async function expandSuite(checks: readonly ReadCheck[], load: LoadSuiteModel): Promise<PlannedCheck[]> {
  const planned: PlannedCheck[] = [];
  const labels = new Map<string, string>();
  const mutants: PlannedCheck[] = [];
  for (const check of checks) {
    const loaded = await load(check.model, check.label).catch((error: unknown) => {
      if (isSynodError(error)) return error;
      throw error;
    });
    for (const parameters of check.choices) {
      const each = plannedCheck(check, loaded, parameters);
      const other = labels.get(keyOf(each));
      if (other !== undefined)
        throw synodError("bad-suite", {
          subject: check.label,
          problem: other === check.label ? `has ${each.id} twice` : `is ${each.id}, as ${other} is`,
          expected: "another check than those before it, or one with a `name` of its own",
        });
      labels.set(keyOf(each), check.label);
      planned.push(each);
    }
    if (!isSynodError(loaded)) mutants.push(...mutantsOf(check, loaded));
  }
  // What somebody wrote down himself is not repeated; nor is a mutant that two checks of a model have in common.
  for (const each of mutants) {
    if (labels.has(keyOf(each))) continue;
    labels.set(keyOf(each), "");
    planned.push(each);
  }
  return planned;
}

/** The same for parameters in any order. */
function keyOf({ id }: PlannedCheck): string {
  return id.split(" ").toSorted().join(" ");
}

function plannedCheck(
  check: ReadCheck,
  loaded: SuiteModel | SynodError,
  choice: Readonly<Record<string, ParameterValue>>,
): PlannedCheck {
  const model = isSynodError(loaded) ? null : loaded;
  const { mutant, properties, fairness } = check;
  const declared = mutant === null || model === null ? undefined : declaredMutant(model, mutant);
  const isAtItsOwn = declared !== undefined && Object.keys(choice).length === 0;
  const parameters = isAtItsOwn ? declared.at : choice;
  const isNamed = check.name !== null;
  const words = [
    ...(isNamed && check.choices.length === 1 ? [] : settingsOf(choice)),
    ...(mutant === null ? [] : [`mutant=${mutant}`]),
    ...(isNamed || properties === null ? [] : [`properties=${properties.join(",")}`]),
    ...(isNamed || fairness === null ? [] : [`fairness=${fairness}`]),
  ];
  const reference = model?.reference ?? (typeof check.model === "string" ? withoutDot(check.model) : check.label);
  return {
    id: [check.name ?? reference, ...words].join(" "),
    model,
    error: isSynodError(loaded) ? loaded : null,
    reference,
    parameters,
    mutant,
    properties,
    fairness: fairness ?? (isAtItsOwn ? (declared.fairness ?? null) : null),
    options: check.options,
    expected: check.expected ?? expectedOf(declared, isAtItsOwn),
    counts: check.counts,
    strict: check.strict,
    mutationScore: check.mutationScore,
    tags: check.tags,
    isMutant: false,
  };
}

function mutantsOf(check: ReadCheck, model: SuiteModel): PlannedCheck[] {
  const { protocol } = model.protocol;
  const all = Object.keys(protocol.mutants).filter((name) => homeOf(model.protocol, name) === model.protocol);
  if (typeof check.mutants === "string" && all.length === 0)
    throw synodError("bad-suite", {
      subject: `mutants of ${check.label}`,
      problem: `is ${JSON.stringify(check.mutants)}, and ${model.name} declares none`,
      expected: "left out, or of a model with mutants: nothing would be checked",
    });
  const isSlow = (name: string) => declaredMutant(model, name)?.slow === true;
  const asked =
    check.mutants === "all"
      ? all
      : check.mutants === "quick"
        ? all.filter((name) => !isSlow(name))
        : Object.keys(check.mutants);
  return asked.map((name): PlannedCheck => {
    const declared = declaredMutant(model, name);
    const parameters = declared?.at ?? {};
    const own = typeof check.mutants === "string" ? null : (check.mutants[name] ?? null);
    const expected = own ?? expectedOf(declared, true);
    return {
      id: [model.reference, ...settingsOf(parameters), `mutant=${name}`].join(" "),
      model,
      error: null,
      reference: model.reference,
      parameters,
      mutant: name,
      // Of the one that it breaks; other properties may break sooner.
      properties: expected.outcome === "violated" ? [expected.property] : null,
      fairness: declared?.fairness ?? null,
      options: check.options,
      expected,
      counts: null,
      // Rules that a mistake keeps from being taken say nothing against it.
      strict: false,
      mutationScore: null,
      tags: [...new Set([...check.tags, "mutant", ...(isSlow(name) ? ["slow"] : [])])],
      isMutant: true,
    };
  });
}

function declaredMutant({ protocol }: SuiteModel, name: string): Mutant | undefined {
  const { mutants } = protocol.protocol;
  return Object.hasOwn(mutants, name) ? mutants[name] : undefined;
}

/** `isAtItsOwn`: at the parameters for which it says how many steps it takes. */
function expectedOf(mutant: Mutant | undefined, isAtItsOwn: boolean): Expected {
  if (mutant === undefined || mutant.breaks === null) return { outcome: "holds" };
  const steps = isAtItsOwn && typeof mutant.steps === "number" ? mutant.steps : null;
  const loop = isAtItsOwn ? mutant.loop : undefined;
  return { outcome: "violated", property: mutant.breaks, steps, ...(loop !== undefined && { loop }) };
}

function settingsOf(parameters: Readonly<Record<string, ParameterValue>>): string[] {
  return Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
}

/** `./models/lease.ts` is `models/lease.ts`. */
export function withoutDot(reference: string): string {
  return reference.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}
