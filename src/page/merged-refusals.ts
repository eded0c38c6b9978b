/**
 * Rule instances that are disabled for the same reason, said together: `promise(by: a1 or a3, ballot: 0)`. A reason that names
 * what an instance binds is the same as another's when it is so with the binding's name in place of the value; what is merged
 * is then said with that name. Where all values of a binding that there are have been merged it says `any`.
 */
import type { NamedInstance } from "./path.ts";

export interface RefusedFor {
  readonly instance: NamedInstance;
  /** Why it is disabled, as text; null: nobody has asked. */
  readonly why: string | null;
  /** When it is enabled, as text. */
  readonly when: string;
}

export interface MergedRefusal {
  /** Those of which it is said, in the order given. */
  readonly of: readonly NamedInstance[];
  /** Their arguments: `by: a1 or a3`. */
  readonly arguments: readonly (readonly [name: string, value: string])[];
  readonly why: string | null;
  readonly when: string;
}

interface Merging {
  readonly of: readonly NamedInstance[];
  readonly values: readonly (readonly string[])[];
  readonly why: string | null;
  readonly when: string;
}

/** `refused`: of one rule. `valuesOf`: every value of each of its bindings, by their names. */
export function mergedRefusals(
  refused: readonly RefusedFor[],
  valuesOf: ReadonlyMap<string, ReadonlySet<string>>,
): MergedRefusal[] {
  const names = refused[0]?.instance.arguments.map(([name]) => name) ?? [];
  let merged = refused.map(
    ({ instance, why, when }): Merging => ({
      of: [instance],
      values: instance.arguments.map(([, value]) => [value]),
      why,
      when,
    }),
  );
  for (const [position, name] of names.entries())
    for (const isNamed of [false, true]) merged = mergedAt(merged, position, isNamed ? name : null);
  return merged.map(({ of, values, why, when }) => ({
    of,
    arguments: values.map((each, at) => [names[at] as string, saidTogether(each, valuesOf.get(names[at] as string))]),
    why,
    when,
  }));
}

/** Those that differ in one binding alone, as one; with a name, if that stands for the value in their reasons. */
function mergedAt(all: readonly Merging[], position: number, name: string | null): Merging[] {
  const groups = new Map<string, Merging[]>();
  for (const each of all) {
    const others = each.values.filter((_, at) => at !== position);
    const key = JSON.stringify([others, generalised(each.why, each.values[position] as string[], name), each.when]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Merging];
    if (group.length === 1) return first;
    const values = first.values.map((each, at) =>
      at === position ? group.flatMap((other) => other.values[position] as string[]) : each,
    );
    const why = generalised(first.why, first.values[position] as string[], name);
    return { of: group.flatMap(({ of }) => of), values, why, when: first.when };
  });
}

/** A reason with a binding's name for its value, as a whole word. Of several values it has the name already. */
function generalised(why: string | null, values: readonly string[], name: string | null): string | null {
  const [value] = values;
  if (why === null || name === null || value === undefined || values.length > 1 || value === "") return why;
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return why.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "gu"), () => name);
}

function saidTogether(values: readonly string[], all: ReadonlySet<string> | undefined): string {
  if (values.length > 1 && all !== undefined && values.length === all.size) return "any";
  return values.length < 2 ? (values[0] ?? "") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
