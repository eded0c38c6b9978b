/**
 * What is missing where a behaviour stays for ever, or ends: rule instances that the reference has enabled there and the model
 * has not. What a mistake leaves out is no step of any trace.
 */
import { type InterpretedState, interpret } from "../interpret/interpret.ts";
import type { Model } from "../model/model.ts";
import type { Beside } from "./beside-reference.ts";
import { InstancesByText, restatedIn } from "./reference.ts";

export interface Missing {
  /** The instance as text. */
  readonly rule: string;
  /** The states, by their numbers, in which it is missing. */
  readonly states: readonly number[];
}

/** Those that are missing in most of the states, and change something; `loop`: where the states begin, up to the last. */
export function missingIn(model: Model, beside: Beside, loop: number | null): readonly Missing[] {
  const { recorded, interpreter, instances, states } = beside;
  const last = recorded.states.length - 1;
  const from = loop === null || loop >= last ? last : loop + 1;
  const own = interpret(model);
  const named = new InstancesByText(model);
  const found = new Map<string, number[]>();
  for (let at = from; at <= last; at++) {
    const actual = recorded.states[at] as InterpretedState;
    const restated = states?.[at] ?? null;
    if (restated === null) return [];
    const has = new Set(enabled(own, named, actual));
    for (const text of enabled(interpreter, instances, restated)) {
      if (has.has(text)) continue;
      found.set(text, [...(found.get(text) ?? []), at]);
    }
  }
  const all = [...found].map(([rule, where]): Missing => ({ rule, states: where }));
  const most = Math.max(0, ...all.map((each) => each.states.length));
  return all.filter((each) => each.states.length === most);
}

/** The instances that are enabled in a state and change it, as text. */
function enabled(
  interpreter: ReturnType<typeof interpret>,
  instances: InstancesByText,
  state: InterpretedState,
): readonly string[] {
  try {
    return interpreter
      .successors(state)
      .filter((each) => each.state.text !== state.text)
      .map(({ step }) => instances.text(step, state));
  } catch {
    return [];
  }
}

/** A state of the reference as the model's own, with the number that an instance has there; null: it has no such rule. */
export function ownNumber(
  model: Model,
  text: string,
  state: InterpretedState,
): { readonly state: InterpretedState; readonly step: number } | null {
  const own = restatedIn(model.schema, state);
  if (own === null) return null;
  const step = new InstancesByText(model).number(text, own);
  return step === null ? null : { state: own, step };
}
