/** A model's fairness assumptions as classes of steps, which is what the search for fair cycles works on. */
import { runClosure } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, synodError } from "../errors.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import { bindingCodes, boundValues, type Instances } from "../program/instances.ts";
import type { FairnessConstraint } from "./liveness/fairness.ts";

/** One constraint per class, in a fixed order: those of the first assumption, then those of the next. */
export function fairnessClasses(
  assumptions: readonly FairnessAssumption[],
  instances: Instances,
): FairnessConstraint[] {
  return assumptions.flatMap((assumption) => classesOf(assumption, instances));
}

/** The classes of one assumption. */
export function classesOf(assumption: FairnessAssumption, instances: Instances): FairnessConstraint[] {
  const classes = new Map<string, number[]>();
  for (const [at, rule] of instances.rules.entries()) {
    if (!assumption.rules.includes(rule.name)) continue;
    for (let index = 0; index < (instances.count[at] as number); index++) {
      const bound = boundValues(rule, bindingCodes(rule, index)) as Readonly<Record<string, unknown>>;
      if (assumption.where !== null && !concerns(assumption, rule.name, bound)) continue;
      const name = className(assumption, rule.name, bound);
      const labels = classes.get(name) ?? [];
      labels.push((instances.first[at] as number) + index);
      classes.set(name, labels);
    }
  }
  return [...classes].map(([name, labels]) => ({ name, kind: assumption.kind, labels }));
}

function concerns({ where }: FairnessAssumption, rule: string, bound: Readonly<Record<string, unknown>>): boolean {
  const refused = (what: string) =>
    synodError("bad-config", { setting: `fairness of ${rule}`, problem: `its \`where\` ${what}` });
  let answer: unknown;
  try {
    answer = where === null ? undefined : asked(rule, "where", where, bound);
  } catch (error) {
    throw isSynodError(error) ? error : refused(`threw ${error}`);
  }
  if (typeof answer !== "boolean") throw refused(`answered ${describe(answer)}, which is neither true nor false`);
  return answer;
}

function asked(rule: string, part: "per" | "where", closure: (bound: never) => unknown, bound: object): unknown {
  return runClosure({ subject: `\`${part}\` of the fairness of ${rule}`, leases: [] }, closure, bound, undefined);
}

/** What a class is called in a lasso's explanation: `send(from: 0, to: 1)`. */
function className(
  { rules, per, where }: FairnessAssumption,
  rule: string,
  bound: Readonly<Record<string, unknown>>,
): string {
  const group = rules.length === 1 ? rule : rules.join(" or ");
  if (per === null) return where === null ? group : `some of ${group}`;
  if (typeof per === "function") return `${group}(${describe(asked(rule, "per", per, bound))})`;
  const names = per === "instance" ? Object.keys(bound) : (per as readonly string[]);
  const values = names.map(
    (name) => `${name}: ${typeof bound[name] === "string" ? bound[name] : describe(bound[name])}`,
  );
  const head = per === "instance" ? rule : group;
  return values.length === 0 ? head : `${head}(${values.join(", ")})`;
}
