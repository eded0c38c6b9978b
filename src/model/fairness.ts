/**
 * Fairness: which rule instances may not be put off for ever. An assumption divides instances of rules into classes; each
 * class A is assumed weakly or strongly fair, in TLA+ WF_vars(A) or SF_vars(A), where only steps that change the state
 * count as occurrences of A (Lamport, *The Temporal Logic of Actions*, 1994):
 *
 *   weak    <>[] ENABLED <<A>>_vars => []<> <<A>>_vars     enabled without end, so taken again and again
 *   strong  []<> ENABLED <<A>>_vars => []<> <<A>>_vars     enabled again and again, so taken again and again
 */
import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import type { Slip } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import type { Property } from "./property.ts";
import type { Rule } from "./rule.ts";
import { emptied, isUnwritten, writtenIn } from "./written.ts";

/** What is assumed of rules: what `weak` and `strong` make. */
export interface FairnessAssumption {
  /** weak: enabled without end, so taken again and again. strong: enabled again and again, so taken again and again. */
  readonly kind: "weak" | "strong";
  /** Names of the rules whose instances are concerned. */
  readonly rules: readonly string[];
  /**
   * What makes two instances belong to one class: equal values of these bindings, or equal answers of this function;
   * "instance": each instance is its own class; null: all of them are one.
   */
  readonly per: readonly string[] | "instance" | ((bound: never) => unknown) | null;
  /** What the rules are together, for readers: `steps of thread`, and what is left out; absent: their names. */
  readonly words?: { readonly of: string; readonly but: string };
  /** The instances concerned, by the values of their bindings; of the others nothing is assumed. Null: all. */
  readonly where: ((bound: never) => boolean) | null;
  /** P of WF_vars(A /\ P): only steps from states where it holds count, as enabled and as taken. Absent: all. */
  readonly when?: (state: never) => boolean;
}

/** How `weak` and `strong` divide instances into classes, each of which is assumed fair. */
export interface FairnessOptions {
  /**
   * What makes two instances belong to one class: equal values of a binding (`per: "n"`), of several (`per: ["from",
   * "to"]`), or of a function (`per: ({ n }) => n === leader`); `per: "instance"`: each is its own. Absent: all are one
   * class.
   */
  readonly per?: string | readonly string[] | ((bound: never) => unknown);
  /**
   * Which instances are concerned; of the others nothing is assumed: `where: ({ ballot }: { ballot: number }) => ballot
   * === 3`. Absent: all.
   */
  readonly where?: (bound: never) => boolean;
  /**
   * From which states a step counts, as enabled and as taken; nothing is assumed where it is false: `weak("send", { when:
   * (s: { up: boolean }) => s.up })`, in TLA+ WF_vars(Send /\ up). Absent: from all.
   */
  readonly when?: (state: never) => boolean;
}

/**
 * Weak fairness (WF) of classes of rule instances: a class that is enabled without end is taken again and again. Only
 * steps that change the state count (Lamport, *The Temporal Logic of Actions*, 1994).
 *
 * @param rules - A rule's name, or a list of names.
 * @throws SynodError SYN105 for what are no names, and for `per` and `where` that are none. Names that the model does
 *   not have
 * are refused by `model`.
 *
 * @example
 * ```ts
 * const Node = scalarset("n", 2);
 * model({
 *   state: { done: set(Node) },
 *   rules: { finish: { for: { n: Node }, do: (s, { n }) => { s.done.add(n); } } },
 *   eventually: { "all done": (s) => s.done.size === 2 },
 *   fairness: { each: weak("finish", { per: "n" }), together: weak("finish") },
 * });
 * ```
 */
export function weak(rules: string | readonly string[], options: FairnessOptions = {}): FairnessAssumption {
  return assumption("weak", rules, options);
}

/**
 * Strong fairness (SF) of classes of rule instances: a class that is enabled again and again is taken again and again.
 * Options as with `weak`.
 *
 * @param rules - A rule's name, or a list of names.
 * @throws SynodError SYN105 as with `weak`.
 *
 * @example
 * ```ts
 * const link = model({
 *   state: { up: boolean, sent: boolean },
 *   rules: {
 *     toggle: { do: (s) => { s.up = !s.up; } },
 *     send: { when: (s) => s.up, do: (s) => { s.sent = true; } },
 *   },
 *   eventually: { sent: (s) => s.sent },
 *   fairness: { strong: [weak("toggle"), strong("send")], weak: [weak("toggle"), weak("send")] },
 * });
 * await check(link, { fairness: "weak" }); // violated: the link goes up and down for ever
 * ```
 */
export function strong(rules: string | readonly string[], options: FairnessOptions = {}): FairnessAssumption {
  return assumption("strong", rules, options);
}

function assumption(
  kind: FairnessAssumption["kind"],
  rules: string | readonly string[],
  options: FairnessOptions,
): FairnessAssumption {
  const setting = `${kind}(...)`;
  const named = typeof rules === "string" ? [rules] : rules;
  if (!isListOfNames(named))
    throw bad(setting, `its rules are ${kindOfValue(rules)}, not a rule's name or a list of names`);
  closed(options, keysOf<FairnessOptions>({ per: true, where: true, when: true }), (problem, wrong) =>
    bad(setting, `its options: it ${problem}`, wrong),
  );
  const { per, where, when } = options;
  if (per !== undefined && typeof per !== "string" && typeof per !== "function" && !isListOfNames(per))
    throw bad(
      setting,
      `its \`per\` is ${kindOfValue(per)}, not "instance", a binding's name, a list of them or a function`,
    );
  if (where !== undefined && typeof where !== "function")
    throw bad(setting, `its \`where\` is ${kindOfValue(where)}, not a function`);
  if (when !== undefined && typeof when !== "function")
    throw bad(setting, `its \`when\` is ${kindOfValue(when)}, not a function of the state`);
  const classes = per === undefined ? null : per === "instance" ? "instance" : typeof per === "string" ? [per] : per;
  return { kind, rules: named, per: classes, where: where ?? null, ...(when !== undefined && { when }) };
}

function bad(setting: string, problem: string, wrong?: Slip): Error {
  return synodError("bad-config", { setting, problem, ...(wrong !== undefined && { wrong }) });
}

function isListOfNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}

/** Named sets of assumptions, the first one in force unless another is chosen. */
export interface FairnessChoices<Name extends string = string>
  extends ReadonlyMap<string, readonly FairnessAssumption[]> {
  keys(): MapIterator<Name>;
}

export function fairnessChoices(declared: unknown, rules: readonly Rule[], off: readonly string[]): FairnessChoices {
  const choices = new Map<string, readonly FairnessAssumption[]>();
  if (!isUnwritten(declared) && !isNamedParts(declared))
    throw bad("`fairness`", `it is ${kindOfValue(declared)}, not an object of assumptions by name`);
  if (isAssumption(declared))
    throw bad("`fairness`", "it is an assumption without a name: write fairness: { fair: weak(...) }");
  for (const [name, given] of writtenIn(declared).entries) {
    const listed = Array.isArray(given) ? (given as readonly FairnessAssumption[]) : [given as FairnessAssumption];
    for (const each of listed) checkAssumption(`fairness ${name}`, each, rules, off);
    const assumptions = listed.flatMap((each) => ofRulesThatAre(each, off));
    if (name === "none" && assumptions.length > 0)
      throw bad("fairness none", "it assumes something, and that is the name of what assumes nothing");
    choices.set(name, assumptions);
  }
  if (!choices.has("none")) choices.set("none", []);
  return choices;
}

/** The conditions of all assumptions, each once, as predicates of a state. */
export function conditionsOf(choices: FairnessChoices): Property[] {
  const found = new Map<unknown, Property>();
  for (const { rules, when = null } of [...choices.values()].flat()) {
    if (when === null || found.has(when)) continue;
    const name = `\`when\` of the fairness of ${rules.join(", ")}`;
    found.set(when, { name, kind: "always", predicate: when as unknown as Property["predicate"], target: null });
  }
  return [...found.values()];
}

/** The assumption without the rules that are switched off; about these alone it assumes nothing. */
function ofRulesThatAre(assumption: FairnessAssumption, off: readonly string[]): readonly FairnessAssumption[] {
  const rules = assumption.rules.filter((name) => !off.includes(name));
  if (rules.length === assumption.rules.length) return [assumption];
  return rules.length === 0 ? [] : [{ ...assumption, rules }];
}

function checkAssumption(
  setting: string,
  assumption: FairnessAssumption,
  rules: readonly Rule[],
  off: readonly string[],
): void {
  if (!isAssumption(assumption))
    throw synodError("bad-config", {
      setting,
      problem: `it is ${kindOfValue(assumption)}, not what weak(...) or strong(...) made, or a list of such`,
      ...emptied(assumption),
    });
  const { rules: named, per } = assumption;
  const known = rules.map((rule) => rule.name);
  for (const name of named) {
    if (off.includes(name)) continue;
    const rule = rules.find((candidate) => candidate.name === name);
    if (rule === undefined) throw bad(setting, `the model has no rule "${name}"`, { name, known });
    if (!Array.isArray(per)) continue;
    const bindings = rule.bindings.map(([binding]) => binding);
    for (const binding of per as readonly string[]) {
      if (bindings.includes(binding)) continue;
      const wrong = { name: binding, known: [...bindings, "instance"] };
      const there = bindings.length === 0 ? "it has none" : `there are ${bindings.join(", ")}`;
      throw bad(setting, `rule ${name} has no binding "${binding}"; ${there}, and "instance" for each instance`, wrong);
    }
  }
}

function isAssumption(value: unknown): value is FairnessAssumption {
  if (!isNamedParts(value)) return false;
  const { kind, rules, per, where, when = null } = value;
  return (
    (kind === "weak" || kind === "strong") &&
    isListOfNames(rules) &&
    (per === null || per === "instance" || typeof per === "function" || isListOfNames(per)) &&
    (where === null || typeof where === "function") &&
    (when === null || typeof when === "function")
  );
}
