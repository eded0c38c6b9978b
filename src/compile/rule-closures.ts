/**
 * A rule's guard and effect, run on a state through a view on some memory: what they are handed, what instances bind, and
 * what is said of them when they throw or answer what is no answer.
 */
import { newLease, runClosure, type Site } from "../closed-room.ts";
import { describe } from "../domain/composites.ts";
import { isSynodError, synodError } from "../errors/errors.ts";
import type { Rule } from "../model/rule.ts";
import { bindingCodes, bindsByPosition, boundValues } from "../program/instances.ts";
import { membersOf } from "../program/member-at.ts";
import type { Layout } from "../state/layout.ts";
import type { Memory } from "../state/memory.ts";
import { viewState } from "../state/views.ts";
import { thresholds } from "../thresholds.ts";

/** What guard and effect are handed, and where they are run with it. */
export interface RuleView {
  readonly state: object;
  readonly guard: Site;
  readonly effect: Site;
}

export class RuleClosures {
  readonly rule: Rule;
  readonly #layout: Layout;
  /** Whether what an instance binds depends on the state. */
  readonly #bindsByPosition: boolean;
  /** Values bound in instances, of so many. */
  readonly #known = new Map<number, object>();
  readonly #kept = thresholds.rootedInstances;

  constructor(rule: Rule, layout: Layout) {
    this.rule = rule;
    this.#layout = layout;
    this.#bindsByPosition = bindsByPosition(rule);
  }

  /** What they are handed to run on the state in `memory`. */
  viewOf(memory: Memory): RuleView {
    const lease = newLease();
    const leases = [lease];
    const state = viewState(this.#layout, memory, lease);
    const guard = { subject: `the guard of ${this.rule.name}`, leases };
    return { state, guard, effect: { subject: `the effect of ${this.rule.name}`, leases, isEffect: true } };
  }

  /** The values bound in an instance; what is told by its position is read from `memory`. */
  bound(index: number, memory: Memory): object {
    if (this.#bindsByPosition)
      return boundValues(this.rule, bindingCodes(this.rule, index), membersOf(this.#layout, memory));
    let bound = this.#known.get(index);
    if (bound === undefined) {
      bound = boundValues(this.rule, bindingCodes(this.rule, index));
      if (this.#known.size < this.#kept) this.#known.set(index, bound);
    }
    return bound;
  }

  /** Throws `guard-threw`, `bad-rule`. */
  isEnabled({ state, guard }: RuleView, bound: object): boolean {
    let enabled: unknown;
    try {
      enabled = runClosure(guard, this.rule.when, state, bound);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("guard-threw", { rule: this.rule.name }, error);
    }
    if (typeof enabled !== "boolean") {
      throw synodError("bad-rule", {
        rule: this.rule.name,
        problem: `its guard answered ${describe(enabled)}, which is neither true nor false`,
        answered: describe(enabled),
      });
    }
    return enabled;
  }

  /** Throws `effect-threw`. */
  takeEffect({ state, effect }: RuleView, bound: object): void {
    try {
      runClosure(effect, this.rule.do, state, bound);
    } catch (error) {
      throw isSynodError(error) ? error : synodError("effect-threw", { rule: this.rule.name }, error);
    }
  }
}
