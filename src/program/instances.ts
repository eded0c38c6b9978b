/**
 * Steps as integers. The instances of rule r are the numbers first[r] .. first[r] + count[r] - 1; within a rule they are
 * mixed-radix numbers of the bindings' codes, the first binding the most significant.
 *
 * Members that are too many to number have no codes: the number of such a binding is the position of the member in its
 * collection, and what is bound, what is there in the state that the step is taken from (`MemberAt`).
 */
import { type AnyDomain, LISTED_VALUES_LIMIT } from "../domain/domain.ts";
import { recordMaker, strictObjectMaker } from "../domain/strict-value.ts";
import { synodError } from "../errors/errors.ts";
import { innerCollection } from "../model/members.ts";
import { type Binding, bindingDomain, bindingSize, isByPosition, isMembers, type Rule } from "../model/rule.ts";
import { thresholds } from "../thresholds.ts";

const STEP_LIMIT = 2 ** 31 - 1;
/** The most instances of a rule that are gone through for every state: minutes for one, as it is. */
const TRIED_LIMIT = 2 ** 24;

export interface Instances {
  readonly rules: readonly Rule[];
  readonly first: readonly number[];
  readonly count: readonly number[];
  /** The number of all instances of all rules. */
  readonly total: number;
}

export function instancesOf(rules: readonly Rule[]): Instances {
  const first: number[] = [];
  const count: number[] = [];
  let total = 0;
  for (const rule of rules) {
    first.push(total);
    count.push(rule.bindings.reduce((product, [, binding]) => product * bindingSize(binding), 1));
    total += count.at(-1) as number;
    if (total > STEP_LIMIT)
      throw synodError("domain-too-large", {
        domain: `the bindings of rule ${rule.name}`,
        // As data it is a number: JSON has no infinite ones.
        size: Math.min(total, Number.MAX_VALUE),
        limit: STEP_LIMIT,
        counts: "instances",
      });
  }
  return { rules, first, count, total };
}

/**
 * Refuses a rule that has too many instances to go through in every state. Values drawn from the members of collections do
 * not count: only those that are there are gone through; of a map that is an entry for each key. Throws
 * `too-many-instances`.
 */
export function limitInstances(rules: readonly Rule[]): void {
  for (const { name, bindings } of rules) {
    const tried = bindings.filter(([, binding]) => !isMembers(binding) || always(binding) > 1);
    const count = tried.reduce((product, [, binding]) => product * always(binding), 1);
    if (count <= TRIED_LIMIT) continue;
    const names = tried.map(([binding]) => binding);
    throw synodError("too-many-instances", { rule: name, bindings: names, count, limit: TRIED_LIMIT });
  }
}

/** How many values of a binding are gone through, whatever the state. */
function always(binding: Binding): number {
  if (!isMembers(binding)) return bindingDomain(binding).size;
  const collection = innerCollection(binding);
  return collection.kind === "map" ? collection.key.size : 1;
}

/** The rule (index) that a step is an instance of. */
export function ruleOfStep(instances: Instances, step: number): number {
  let rule = instances.first.length - 1;
  while ((instances.first[rule] as number) > step) rule--;
  return rule;
}

/** The bindings' codes of instance `index` of a rule. */
export function bindingCodes(rule: Rule, index: number): number[] {
  const codes: number[] = [];
  let rest = index;
  for (let at = rule.bindings.length - 1; at >= 0; at--) {
    const size = bindingSize((rule.bindings[at] as Rule["bindings"][number])[1]);
    codes.push(rest % size);
    rest = Math.floor(rest / size);
  }
  return codes.reverse();
}

/**
 * What binding number `at` of an instance takes in some state, where that is told by its position in a collection. It is
 * looked up now, and made when it is asked for; null: nothing is there.
 */
export type MemberAt = (rule: Rule, at: number, codes: readonly number[]) => (() => unknown) | null;

type Binder = (codes: readonly number[], memberAt: MemberAt | null) => object;

/** `layout`: which bindings are told by position rests on this threshold. */
const binders = new WeakMap<Rule, Binder & { readonly layout: number }>();

/**
 * The frozen object of bound values that an instance's guard and effect get. A value of a domain that is not kept whole is
 * decoded when it is asked for, so that it is identical with equal ones of the same run (domain.ts).
 */
export function boundValues(rule: Rule, codes: readonly number[], memberAt: MemberAt | null = null): object {
  let bind = binders.get(rule);
  if (bind === undefined || bind.layout !== thresholds.numberedValues) {
    bind = Object.assign(binderOf(rule), { layout: thresholds.numberedValues });
    binders.set(rule, bind);
  }
  return bind(codes, memberAt);
}

function binderOf(rule: Rule): Binder {
  const { name, bindings } = rule;
  const what = `what rule ${name} binds`;
  const domains = bindings.map(([, binding]) => bindingDomain(binding));
  const isKept = bindings.map(([, binding], at) => {
    const { size } = domains[at] as AnyDomain;
    return size <= LISTED_VALUES_LIMIT && !isByPosition(binding);
  });
  const decoded = (codes: readonly number[], at: number): unknown => domains[at]?.decode(codes[at] as number);
  if (isKept.every(Boolean)) {
    const make = recordMaker(
      what,
      bindings.map(([binding]) => binding),
    );
    return (codes) => make(domains.map((_, at) => decoded(codes, at)));
  }
  const make = strictObjectMaker(what);
  return (given, memberAt) => {
    // Looked at when a value is asked for: the caller may have gone on to other codes by then.
    const codes = [...given];
    const bound: PropertyDescriptorMap = Object.create(null);
    bindings.forEach(([name, binding], at) => {
      if (isByPosition(binding)) {
        // What is there is looked up now, before an effect changes it.
        const get = memberAt?.(rule, at, codes) ?? null;
        if (get === null) throw synodError("internal", { problem: `there is nothing to bind ${name} to` });
        bound[name] = { enumerable: true, get };
      } else {
        bound[name] = isKept[at]
          ? { enumerable: true, value: decoded(codes, at) }
          : { enumerable: true, get: () => decoded(codes, at) };
      }
    });
    return make(bound);
  };
}

/** `vote(a: a2, ballot: 0)`; `memberAt`: of the state that it is taken from. */
export function stepText(instances: Instances, step: number, memberAt: MemberAt | null = null): string {
  const { rule, arguments: bound } = describeStep(instances, step, memberAt);
  return bound.length === 0 ? rule : `${rule}(${bound.map(([name, value]) => `${name}: ${value}`).join(", ")})`;
}

/** Whether what an instance binds depends on the state. */
export function bindsByPosition(rule: Rule): boolean {
  return rule.bindings.some(([, binding]) => isByPosition(binding));
}

/** A step's rule and the printed values of its bindings. */
export function describeStep(
  instances: Instances,
  step: number,
  memberAt: MemberAt | null = null,
): { readonly rule: string; readonly arguments: readonly (readonly [string, string])[] } {
  const at = ruleOfStep(instances, step);
  const rule = instances.rules[at] as Rule;
  const codes = bindingCodes(rule, step - (instances.first[at] as number));
  return {
    rule: rule.name,
    arguments: rule.bindings.map(([name], index) => {
      const [, binding] = rule.bindings[index] as Rule["bindings"][number];
      const domain = bindingDomain(binding);
      const code = codes[index] as number;
      if (!isByPosition(binding)) return [name, domain.format(domain.decode(code))] as const;
      const value = memberAt?.(rule, index, codes) ?? null;
      return [name, value === null ? `number ${code + 1}` : domain.format(value())] as const;
    }),
  };
}
