/**
 * The account of a loop's fairness as rows over its states: where each class of the fairness in force is enabled, where it is
 * taken, and the gap that the account names. One look then proves weak fairness: no unbroken line without a mark. Classes
 * of one rule that look alike are one row.
 */
import { instanceText, type LiveModel, type NamedInstance, nameInstance } from "./path.ts";
import { partsInText } from "./short-text.ts";
import type { Story } from "./story.ts";

/** `gap`: disabled, and the account rests on it. */
export type FairCell = { readonly kind: "taken"; readonly step: number } | { readonly kind: "enabled" | "off" | "gap" };

export interface FairRow {
  /** `promise(a: 2, p: 0)`; of several alike all of them. */
  readonly names: readonly string[];
  readonly kind: "weak" | "strong";
  readonly says: string;
  /** By the states of the loop, from its first on. */
  readonly cells: readonly FairCell[];
}

const LINE = /^(weak|strong) fairness of (.+): (taken at step (\d+)|disabled in state (\d+)|disabled .+|.+)$/s;

export function fairRows(subject: LiveModel, { path, loop }: Story, lines: readonly string[]): readonly FairRow[] {
  if (loop === null) return [];
  const { states, steps } = path;
  // A loop of no steps stays in its last state.
  const inLoop = loop === steps.length ? [loop] : states.slice(loop, -1).map((_, at) => loop + at);
  const enabled = inLoop.map((at) => enabledIn(subject, states[at] as (typeof states)[number]));
  const rows = lines.flatMap((line): FairRow[] => {
    const found = LINE.exec(line);
    if (found === null) return [];
    const [, kind, name = "", says = "", , gap] = found;
    const belongs = memberOf(name);
    const cells = inLoop.map((state, index): FairCell => {
      const step = steps[state];
      if (step !== undefined && belongs(step)) return { kind: "taken", step: state + 1 };
      if (Number(gap) === state) return { kind: "gap" };
      return { kind: enabled[index]?.some(belongs) ? "enabled" : "off" };
    });
    return [{ names: [name], kind: kind as FairRow["kind"], says, cells }];
  });
  return merged(rows);
}

function enabledIn(subject: LiveModel, state: Parameters<LiveModel["membersOf"]>[0]): NamedInstance[] {
  try {
    return subject.interpreter.successors(state).map(({ step }) => nameInstance(subject, state, step));
  } catch {
    return [];
  }
}

/** Whether an instance is of a class: `promise(a: 2, p: 0)`, `promise(a: 2)` with any p, `promise` with anything. */
function memberOf(name: string): (instance: NamedInstance) => boolean {
  const classes = partsInText(name).map(([label, value]) => (label === "" ? value : `${label}: ${value}`));
  const parsed = classes.map((each) => {
    const [, rule = each, inside = ""] = /^(.+?)\((.*)\)$/s.exec(each) ?? [];
    return { each, rule, bound: partsInText(inside) };
  });
  return (instance) =>
    parsed.some(
      ({ each, rule, bound }) =>
        instanceText(instance) === each ||
        (instance.rule === rule &&
          bound.every(([label, value]) =>
            instance.arguments.some(([other, text]) => other === label && text === value),
          )),
    );
}

function merged(rows: readonly FairRow[]): FairRow[] {
  const found: FairRow[] = [];
  const ruleOf = (name: string) => name.split("(", 1)[0];
  const looks = ({ cells, says, kind }: FairRow) => JSON.stringify([cells, says, kind]);
  for (const row of rows) {
    const at = found.findIndex(
      (each) => ruleOf(each.names[0] as string) === ruleOf(row.names[0] as string) && looks(each) === looks(row),
    );
    if (at < 0) found.push(row);
    else found[at] = { ...(found[at] as FairRow), names: [...(found[at] as FairRow).names, ...row.names] };
  }
  return found;
}
