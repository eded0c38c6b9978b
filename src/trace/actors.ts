/**
 * Who acts in the steps of a trace: the one home of that question, for the page's lanes, for the hosts of formats, and for
 * the order that is easiest to read. How it is decided is in lanes.ts; here is what a model has to say about it: its kinds of
 * process, who takes the steps of programs and roles, and whom a message is for.
 */
import type { InterpretedState, Interpreter } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import type { Model } from "../model/model.ts";
import type { Rule } from "../model/rule.ts";
import { bindingCodes, boundValues, describeStep, type Instances, ruleOfStep } from "../program/instances.ts";
import { diffStates } from "../state/diff.ts";
import { type ActedStep, type LanePlan, lanesOf } from "./lanes.ts";
import { rowsLookedAt } from "./looked-at.ts";
import { namesIn, nameWithin, type ProcessKind } from "./process-kinds.ts";

/** A model, made ready to be asked. */
export interface ActingModel {
  readonly model: Model;
  readonly interpreter: Interpreter;
  readonly instances: Instances;
}

/** `states`: those that the steps go through, one more; or as many, where the last step throws. */
export function actorsOf(
  { model, interpreter, instances }: ActingModel,
  steps: readonly number[],
  states: readonly InterpretedState[],
  kinds: readonly ProcessKind[],
): LanePlan {
  const ofRule = new Map(model.rules.map((rule) => [rule.name, rule]));
  const isProgram = (rule: string) => model.programs.some(({ steps: own }) => own.has(rule));
  const acted = steps.map((step, at): ActedStep => {
    const [before, after] = [states[at] as InterpretedState, states[at + 1] ?? null];
    const { rule, arguments: bound } = describeStep(instances, step, storedMembers(model.schema, before.stored));
    const changes = after === null ? [] : diffStates(before.plain, after.plain);
    return { rule, arguments: bound, changes, ...(isProgram(rule) && { process: true }) };
  });
  return lanesOf(acted, {
    kinds,
    rules: model.rules.map(({ name, bindings }) => ({ name, bindings: bindings.map(([binding]) => binding) })),
    looksAt: (at) => rowsLookedAt(interpreter, kinds, states[at] as InterpretedState, steps[at] as number),
    within: (at) => {
      const [step, state] = [steps[at] as number, states[at] as InterpretedState];
      const place = ruleOfStep(instances, step);
      const rule = instances.rules[place] as Rule;
      const parts = namesIn(rule).filter(({ part }) => part !== null);
      if (parts.length === 0) return [];
      const codes = bindingCodes(rule, step - (instances.first[place] as number));
      const bound = boundValues(rule, codes, storedMembers(model.schema, state.stored));
      return parts.map(({ name, binding, part, domain }) => {
        const whole = Reflect.get(bound, binding) as object;
        return [name, domain.format(Reflect.get(whole, part as string))] as const;
      });
    },
    takes: (name) => {
      const footprint = ofRule.get(name)?.footprint ?? null;
      if (footprint === null) return undefined;
      return footprint.role === null || footprint.process === null ? null : nameWithin(footprint.process);
    },
  });
}
