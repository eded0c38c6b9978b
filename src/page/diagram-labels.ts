/** What is written beside a step: its rule, and of what it binds as much as its lane, its shape and its arrows do not say. */
import { partsInText, shortText } from "./short-text.ts";
import type { Story } from "./story.ts";

/** The width of a character, on average. */
export const CHARACTER = 6.5;

export interface Label {
  readonly name: string;
  readonly rest: string;
}

/** The rule, and of its arguments what its lane does not say. */
export function stepLabelOf(story: Story, at: number, step: Story["path"]["steps"][number]): Label {
  const { plan } = story;
  const lane = plan.lanes[plan.of[at] as number];
  const { process } = step;
  const usual = usualOf(story, at);
  const others = step.arguments.filter(
    ([name, value]) => value !== lane?.value && !(process !== null && name === "self") && usual.get(name) !== value,
  );
  const isReceived = step.rule.startsWith("receive ");
  const rest = others
    .map(([, value]) => shortText(isReceived ? withoutAddresses(value, story) : value, lane?.value ?? ""))
    .join(", ");
  if (process !== null) {
    const to = process.to === null || process.to === process.from ? "" : `→ ${process.to}`;
    return { name: process.step, rest: [rest, to].filter((each) => each !== "").join(" ") };
  }
  const name =
    lane !== undefined && lane.kind === null && step.rule.startsWith(`${lane.name} `)
      ? step.rule.slice(lane.name.length + 1)
      : step.rule;
  // What is received says by itself what it is.
  const received = /^receive (.+)$/.exec(name);
  if (received !== null && rest.startsWith(received[1] as string))
    return { name, rest: rest.slice((received[1] as string).length).trim() };
  return { name, rest };
}

/** A message that is received without who sent it and whom it is for: the arrow says that. */
function withoutAddresses(text: string, { plan }: Story): string {
  const [, name, inside] = /^([^(]*)\((.*)\)$/su.exec(text) ?? [];
  if (inside === undefined) return text;
  const parts = partsInText(inside).filter(
    ([part, value]) =>
      !((part === "from" || part === "to") && plan.lanes.some((lane) => lane.kind !== null && lane.value === value)),
  );
  return `${name}(${parts.map(([part, value]) => `${part}: ${value}`).join(", ")})`;
}

/** What every step of a claim binds alike, where the claims are two: the shape says it. What a claim is about stays. */
function usualOf({ path, claims }: Story, at: number): ReadonlyMap<string, string> {
  const claim = claims.marks[at]?.claim ?? null;
  const usual = new Map<string, string>();
  if (claim === null || claims.legend.length < 2) return usual;
  const names = new Set(path.steps.flatMap(({ arguments: bound }) => bound.map(([name]) => name)));
  for (const name of names) {
    const valuesOf = (which: number) =>
      new Set(
        path.steps.flatMap(({ arguments: bound }, other) =>
          claims.marks[other]?.claim === which ? bound.flatMap(([each, value]) => (each === name ? [value] : [])) : [],
        ),
      );
    const each = claims.legend.map(({ claim: which }) => [...valuesOf(which)]);
    const isSubject = each.some((values, which) =>
      values.some((value) => isWordOf(claims.legend[which]?.says ?? "", value)),
    );
    const tellsApart = each.every((values) => values.length === 1) && new Set(each.flat()).size === each.length;
    if (tellsApart && (!isSubject || claims.isBound)) usual.set(name, [...valuesOf(claim)][0] as string);
  }
  return usual;
}

function isWordOf(says: string, value: string): boolean {
  return says.split(/[^\p{L}\p{N}_-]+/u).includes(value);
}

export function cutLabel({ name, rest }: Label, room: number): Label {
  const fits = Math.max(3, Math.floor(room / CHARACTER));
  if (name.length > fits) return { name: `${name.slice(0, fits - 1)}…`, rest: "" };
  if (rest === "" || name.length + 1 + rest.length <= fits) return { name, rest };
  const left = fits - name.length - 2;
  return { name, rest: left < 3 ? "" : `${rest.slice(0, left)}…` };
}

export function labelWidth({ name, rest }: Label): number {
  return (name.length + (rest === "" ? 0 : rest.length + 1)) * CHARACTER;
}
