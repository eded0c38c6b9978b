/**
 * Everything that could happen in a state: all rule instances, what the enabled ones would do, and which are not enabled.
 * Of a rule with very many instances those that are not enabled are counted, not listed.
 */
import type { InterpretedState } from "../interpret/interpret.ts";
import { isOfSteps, isShownBy } from "../model/property-kinds.ts";
import type { Change } from "../state/diff.ts";
import { instanceText, type LiveModel, type NamedInstance, nameInstance, stepBetween } from "./path.ts";

export interface Choice extends NamedInstance {
  readonly text: string;
  readonly next: InterpretedState;
  readonly changes: readonly Change[];
  /** Properties that it would make false. */
  readonly breaks: readonly string[];
  /** Whether the model without its mutant has it, too; null: that is not known. */
  readonly isInReference: boolean | null;
}

export interface Refused extends NamedInstance {
  readonly text: string;
}

export interface Choices {
  readonly enabled: readonly Choice[];
  readonly refused: readonly Refused[];
  /** How many instances there are. */
  readonly total: number;
  /** Whether all that are refused are listed. */
  readonly isListed: boolean;
  /** What throws here: instances with what they say; where it is no instance, without. */
  readonly throwing: readonly (Partial<Refused> & { readonly message: string })[];
}

const LISTED = 1500;

export function choicesIn(subject: LiveModel, state: InterpretedState, reference: LiveModel | null): Choices {
  const { interpreter, instances, model } = subject;
  const { successors, throwing } = takenOrThrown(subject, state);
  const elsewhere = reference === null ? null : namesOfSuccessors(reference, state);
  const enabled = successors.map(({ step, state: next }): Choice => {
    const { process, ...named } = stepBetween(subject, state, step, next);
    const text = instanceText({ ...named, process });
    const plain = instanceText(named);
    return {
      ...named,
      text,
      next,
      breaks: brokenBy(model, interpreter, state, next),
      isInReference: elsewhere === null ? null : elsewhere.get(plain) === next.text,
    };
  });
  const taken = new Set([...enabled, ...throwing].map(({ step }) => step));
  const isListed = instances.total <= LISTED;
  const refused: Refused[] = [];
  for (let step = 0; isListed && step < instances.total; step++) {
    if (taken.has(step)) continue;
    const named = nameInstance(subject, state, step);
    if (named.arguments.some(([, text]) => /^number \d+$/.test(text))) continue;
    refused.push({ ...named, text: instanceText(named) });
  }
  return { enabled, refused, total: instances.total, isListed, throwing };
}

type Successors = ReturnType<LiveModel["interpreter"]["successors"]>;

/** Where one throws, all are tried singly: the others still lead somewhere. */
function takenOrThrown(
  subject: LiveModel,
  state: InterpretedState,
): { readonly successors: Successors; readonly throwing: Choices["throwing"] } {
  const { interpreter, instances } = subject;
  try {
    return { successors: interpreter.successors(state), throwing: [] };
  } catch (thrown) {
    if (instances.total > LISTED) return { successors: [], throwing: [{ message: messageOf(thrown) }] };
  }
  const successors: Successors = [];
  const throwing: Choices["throwing"][number][] = [];
  for (let step = 0; step < instances.total; step++) {
    try {
      const next = interpreter.take(state, step);
      if (next !== null) successors.push({ step, state: next });
    } catch (thrown) {
      const named = nameInstance(subject, state, step);
      throwing.push({ ...named, text: instanceText(named), message: messageOf(thrown) });
    }
  }
  return { successors, throwing };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function namesOfSuccessors(reference: LiveModel, state: InterpretedState): ReadonlyMap<string, string> | null {
  try {
    return new Map(
      reference.interpreter
        .successors(state)
        .map(({ step, state: next }) => [instanceText(nameInstance(reference, state, step)), next.text]),
    );
  } catch {
    return null;
  }
}

function brokenBy(
  model: LiveModel["model"],
  interpreter: LiveModel["interpreter"],
  before: InterpretedState,
  after: InterpretedState,
): string[] {
  if (before.text === after.text) return [];
  return model.properties.flatMap((property) => {
    const { kind, name } = property;
    if (!isShownBy("step", kind) && kind !== "always") return [];
    try {
      return interpreter.holds(property, isOfSteps(kind) ? before : after, after) ? [] : [name];
    } catch {
      return [];
    }
  });
}
