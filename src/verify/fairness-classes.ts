/**
 * A model's fairness assumptions as classes of steps, which is what the search for fair cycles works on. Where rules have
 * few instances, of all that there could be; where they have many (members of a large domain, say), of those that are steps
 * of the graph: a class of which no instance is ever taken asks for nothing.
 */
import { runClosure } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import type { FairnessAssumption } from "../model/fairness.ts";
import { bindingDomain, type Rule } from "../model/rule.ts";
import { bindingCodes, boundValues, type Instances, type MemberAt, ruleOfStep } from "../program/instances.ts";
import { classKey } from "./class-key.ts";
import type { FairnessConstraint } from "./liveness/fairness.ts";

/** Instances of the rules of an assumption up to which classes are made of all. */
const LISTED_INSTANCES = 2 ** 16;

/**
 * One constraint per class, in a fixed order: those of the first assumption, then those of the next. `occurring`: the steps
 * that there are, ascending; null: not known (yet), and classes that depend on it are left out.
 */
export function fairnessClasses(
  assumptions: readonly FairnessAssumption[],
  instances: Instances,
  occurring: Iterable<number> | null,
): FairnessConstraint[] {
  return assumptions.flatMap((assumption) => classesOf(assumption, instances, occurring));
}

/** Said of classes of which only the steps from some states count. */
const CONDITIONED = "where its condition holds";

type Bound = Readonly<Record<string, unknown>>;

/** The classes of one assumption; `reverse`: found by asking about the last instances first. */
export function classesOf(
  assumption: FairnessAssumption,
  instances: Instances,
  occurring: Iterable<number> | null,
  reverse = false,
): FairnessConstraint[] {
  const classes = new Map<string, { readonly name: string; readonly labels: number[] }>();
  const steps = stepsOf(assumption, instances, occurring);
  for (const step of reverse ? [...steps].reverse() : steps) {
    const at = ruleOfStep(instances, step);
    const rule = instances.rules[at] as Instances["rules"][number];
    const codes = bindingCodes(rule, step - (instances.first[at] as number));
    const bound = boundValues(rule, codes, unnumbered(rule)) as Bound;
    if (assumption.where !== null && !concerns(assumption, rule.name, bound)) continue;
    const { key, name } = classOf(assumption, rule, bound, step);
    const found = classes.get(key);
    if (found === undefined) classes.set(key, { name, labels: [step] });
    else found.labels.push(step);
  }
  const { kind, when = null } = assumption;
  return [...classes.values()].map(({ name, labels }) =>
    when === null ? { name, kind, labels } : { name: `${name}, ${CONDITIONED}`, kind, labels, when },
  );
}

/** Members that are too many to number are in an instance by their position, which tells nothing of them: refused if looked at. */
function unnumbered({ name, bindings }: Rule): MemberAt {
  return (_, at) => () => {
    const [bound, binding] = bindings[at] as Rule["bindings"][number];
    const { label } = bindingDomain(binding);
    const problem = `it looks at ${bound}, but ${label} has too many values to tell instances apart by them`;
    throw refusal(name, `${problem}; be fair to the rule as a whole, or per other bindings`);
  };
}

/** The steps to be divided into classes, ascending. */
function* stepsOf(
  { rules }: FairnessAssumption,
  instances: Instances,
  occurring: Iterable<number> | null,
): Generator<number> {
  const concerned = instances.rules.map(({ name }) => rules.includes(name));
  const total = instances.count.reduce((sum, count, at) => sum + (concerned[at] ? count : 0), 0);
  if (total > LISTED_INSTANCES) {
    for (const step of occurring ?? []) if (concerned[ruleOfStep(instances, step)]) yield step;
    return;
  }
  for (const [at, isConcerned] of concerned.entries()) {
    const [first, count] = [instances.first[at] as number, instances.count[at] as number];
    for (let index = 0; isConcerned && index < count; index++) yield first + index;
  }
}

function refusal(rule: string, problem: string): Error {
  return synodError("bad-config", { setting: `fairness of ${rule}`, problem });
}

function concerns({ where }: FairnessAssumption, rule: string, bound: Bound): boolean {
  if (where === null) return true;
  let answer: unknown;
  let again: unknown;
  try {
    answer = asked(rule, "where", where, bound);
    again = asked(rule, "where", where, bound);
  } catch (error) {
    throw isSynodError(error) ? error : refusal(rule, `its \`where\` threw ${error}`);
  }
  if (typeof answer === "boolean" && typeof again === "boolean" && answer !== again) throw impure(rule, "where");
  if (typeof answer === "boolean") return answer;
  throw refusal(rule, `its \`where\` answered ${describe(answer)}, which is neither true nor false`);
}

function asked(rule: string, part: "per" | "where", closure: (bound: never) => unknown, bound: object): unknown {
  return runClosure({ subject: subjectOf(rule, part), leases: [] }, closure, bound, undefined);
}

function subjectOf(rule: string, part: "per" | "where"): string {
  return `\`${part}\` of the fairness of ${rule}`;
}

function impure(rule: string, part: "per" | "where"): Error {
  const problem = "asked twice about the same values, it gave different answers";
  return synodError("impure-model", { subject: subjectOf(rule, part), problem });
}

/** What a `per` function answers, as text. The one place that calls it. */
function answerOf(per: (bound: never) => unknown, rule: string, bound: Bound): string {
  let answer: unknown;
  let again: unknown;
  try {
    answer = asked(rule, "per", per, bound);
    again = asked(rule, "per", per, bound);
  } catch (error) {
    throw isSynodError(error) ? error : refusal(rule, `its \`per\` threw ${error}`);
  }
  const key = classKey(answer);
  if (key !== classKey(again)) throw impure(rule, "per");
  if (key !== null) return key;
  const what = typeof answer === "object" ? Object.prototype.toString.call(answer) : describe(answer);
  throw refusal(
    rule,
    `its \`per\` answered ${what}, by which classes cannot be told apart; let it answer a text, a number, or an array or plain object of them`,
  );
}

/** What tells an instance's class from others, and what it is called in a lasso's explanation: `send(from: 0, to: 1)`. */
function classOf(
  { rules, per, where, words }: FairnessAssumption,
  rule: Rule,
  bound: Bound,
  step: number,
): { readonly key: string; readonly name: string } {
  const group = words?.of ?? (rules.length === 1 ? rule.name : rules.join(" or "));
  if (per === null) return { key: "", name: where === null ? group : `some of ${group}` };
  if (typeof per === "function") {
    const key = answerOf(per, rule.name, bound);
    return { key, name: `${group}(${key})` };
  }
  const names = per === "instance" ? Object.keys(bound) : (per as readonly string[]);
  const values = names.map((name) => `${name}: ${formatted(rule, name, bound[name])}`);
  const head = per === "instance" ? rule.name : group;
  const name = values.length === 0 ? head : `${head}(${values.join(", ")})`;
  return { key: per === "instance" ? String(step) : (classKey(names.map((each) => bound[each])) ?? name), name };
}

/** A bound value as a trace has it. */
function formatted({ bindings }: Rule, name: string, value: unknown): string {
  const binding = bindings.find(([each]) => each === name)?.[1];
  return binding === undefined ? describe(value) : bindingDomain(binding).format(value);
}
