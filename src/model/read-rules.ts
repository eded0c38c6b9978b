/** Rules and `init` as they are written, looked at, and made what engines take. */
import { closed, isNamedParts, keysOf } from "../closed.ts";
import { refuseNewState, refuseUnfinished } from "../closed-room.ts";
import { isDomain } from "../domain/is-domain.ts";
import { synodError } from "../errors/errors.ts";
import { isField, type Schema } from "../state/field.ts";
import { confine } from "./access.ts";
import { bindingsOf, ofTheState } from "./bindings.ts";
import type { Footprint } from "./footprint.ts";
import { type Bindings, bindingDomain, type Rule, type RuleDefinition } from "./rule.ts";
import { emptied } from "./written.ts";
import { closuresOf } from "./written-closures.ts";

/** What `init` may say: a rule's bindings, filter and effect. */
type Beginning<B extends Bindings> = Pick<RuleDefinition<Schema, B>, "for" | "when" | "do">;

const RULE_KEYS = keysOf<RuleDefinition<Schema, {}>>({ for: true, when: true, do: true, reads: true, writes: true });
const INIT_KEYS = keysOf<Beginning<{}>>({ for: true, when: true, do: true });

/** Throws `bad-rule` and what is wrong with its bindings. */
export function ruleOf(
  name: string,
  rule: RuleDefinition<Schema, Bindings>,
  schema: Schema,
  footprint: Footprint | null = null,
  keys = RULE_KEYS,
): Rule {
  closed(rule, keys, (problem, wrong) =>
    synodError("bad-rule", {
      rule: name,
      problem: `it ${problem}`,
      ...(wrong !== undefined && { wrong }),
      ...emptied(rule),
    }),
  );
  if (typeof rule.do !== "function") throw synodError("bad-rule", { rule: name, problem: "it has no `do` function" });
  if (rule.when !== undefined && typeof rule.when !== "function")
    throw synodError("bad-rule", { rule: name, problem: "its `when` is not a function" });
  const bindings = bindingsOf(name, rule.for, ofTheState(schema));
  const closures = { when: (rule.when ?? enabled) as Rule["when"], do: rule.do as Rule["do"] };
  const written = closuresOf(rule);
  const { reads, writes } = rule;
  if (reads === undefined && writes === undefined)
    return { name, bindings, ...closures, footprint, imposed: null, access: null, written };
  const domains = bindings.map(([binding, over]) => [binding, bindingDomain(over)] as const);
  return {
    name,
    bindings,
    footprint: null,
    imposed: null,
    written,
    ...confine(schema, { name, domains, ...closures }, { reads, writes }),
  };
}

const NO_GUARD = Symbol.for("synod rule without a guard");

/** The guard of a rule that declares none; marked, for a model may be of another copy of synod. */
export const enabled: () => boolean = Object.assign(() => true, { [NO_GUARD]: true });

/** Whether a rule's guard is that of a rule that declares none, of whichever copy. */
export function isNoGuard(when: Rule["when"]): boolean {
  return Object.hasOwn(when, NO_GUARD);
}

/** The rule whose effect ends with `normalise`; what it touches is then no longer known. */
export function normalised(rule: Rule, normalise: ((state: object) => unknown) | undefined): Rule {
  if (normalise === undefined) return rule;
  if (rule.access !== null)
    throw synodError("bad-rule", {
      rule: rule.name,
      problem: "it declares what it reads and writes, and `normalise`, which ends every effect, may touch anything",
    });
  const subject = rule.name === "init" ? "init" : `the effect of ${rule.name}`;
  const ending =
    (effect: Rule["do"]): Rule["do"] =>
    (state, bound) => {
      const answer: unknown = effect(state, bound);
      refuseUnfinished(subject, answer);
      refuseNewState(subject, answer, state);
      refuseUnfinished("normalise", normalise(state));
    };
  const { imposed } = rule;
  return {
    ...rule,
    do: ending(rule.do),
    // Whoever runs what is the writer's alone runs all of it.
    imposed: imposed && { ...imposed, own: ending(imposed.own) },
    footprint: null,
  };
}

/** The rule that makes initial states; absent: the zero state alone. */
export function initialOf(init: Beginning<Bindings> | ((state: object) => void) | undefined, schema: Schema): Rule {
  if (init === undefined)
    return { name: "init", bindings: [], when: enabled, do: () => {}, footprint: null, imposed: null, access: null };
  const given: Beginning<Bindings> = typeof init === "function" ? { do: init } : init;
  if (isNamedParts(given) && isNamedParts(given.for)) refuseCollections(given.for);
  return ruleOf("init", given, schema, null, INIT_KEYS);
}

/** Before the first state a collection has neither members nor entries: whatever is written around it, there are none. */
function refuseCollections(bindings: Readonly<Record<string, unknown>>): void {
  for (const [name, binding] of Object.entries(bindings)) {
    if (isDomain(binding)) continue;
    const isOver = isNamedParts(binding) && binding.kind === "members";
    if (!isOver && !isField(binding) && !(isNamedParts(binding) && binding.kind === "at")) continue;
    const each = isOver && binding.each === "entry" ? "the entries of a collection" : "the members of a collection";
    throw synodError("bad-binding", {
      binding: `init's ${name}`,
      problem: `it ranges over ${isOver ? each : "a collection"}, and there is no state yet to have any`,
      slip: "initial",
    });
  }
}
