/**
 * What is in flight in a state: members of collections, wherever in the state these are, that some enabled step takes: a
 * message that can be delivered, lost or duplicated. A step takes a member if one of its arguments is it, or, of a queue
 * from one process to another, if it is first there and the step names both. What no step takes is history, not a message.
 */
import type { Plain, PlainState } from "../state/plain.ts";
import type { ProcessKind } from "../trace/process-kinds.ts";
import type { Choice } from "./choices.ts";
import { memberPlace, type Writers, writerOf } from "./written-by.ts";

export interface Flight {
  /** As the state has it: `vote(from: s2, to: s1, term: 1)`. */
  readonly message: string;
  /** The field that it is in. */
  readonly field: string;
  /** The step that sent it; null: it is there from the beginning. */
  readonly by: number | null;
  readonly takes: readonly { readonly verb: string; readonly choice: Choice }[];
}

export function flightsIn(
  state: PlainState,
  enabled: readonly Choice[],
  { writers, kinds }: { readonly writers: Writers; readonly kinds: readonly ProcessKind[] },
  at: number,
): readonly Flight[] {
  const live = enabled.filter(({ changes }) => changes.length > 0);
  return [...state].flatMap(([name, plain]) => within(name, plain, []));

  /** A set of processes is no network. */
  function isProcess(rule: string, binding: string): boolean {
    return kinds.some(({ binds }) => binds(rule, binding));
  }

  function within(path: string, plain: Plain, keys: readonly string[]): Flight[] {
    if (plain.kind === "value") return [];
    if (plain.kind === "map")
      return plain.entries.flatMap(([key, item]) => within(`${path}[${key}]`, item, [...keys, key]));
    const members =
      plain.kind === "sequence" && keys.length > 0 ? plain.members.slice(0, 1) : [...new Set(plain.members)];
    return members.flatMap((message): Flight[] => {
      const takes = live.filter(({ rule, arguments: bound, changes }) => {
        if (bound.some(([name, text]) => text === message && !isProcess(rule, name))) return true;
        const isFirst =
          plain.kind === "sequence" && keys.length > 1 && keys.every((key) => bound.some(([, text]) => text === key));
        return isFirst && changes.some((change) => change.path === path);
      });
      if (takes.length === 0) return [];
      const by =
        plain.kind === "sequence" ? writerOf(writers, path, at) : writerOf(writers, memberPlace(path, message), at);
      return [
        {
          message,
          field: path,
          by,
          takes: takes.map((choice) => ({ verb: verbOf(choice, [message, ...keys]), choice })),
        },
      ];
    });
  }
}

/** `deliver to a2`, `lose`: rules of roles are called so; any other is called by its name. */
function verbOf({ rule, arguments: bound }: Choice, said: readonly string[]): string {
  const others = bound.filter(([, text]) => !said.some((each) => each.includes(text))).map(([, text]) => text);
  const to = others.length > 0 ? ` to ${others.join(", ")}` : "";
  if (rule.startsWith("receive ")) return `deliver${to}`;
  const [first = rule] = rule.split(" ");
  return rule.startsWith("lose ") || rule.startsWith("duplicate ") ? first : `${rule}${to}`;
}
