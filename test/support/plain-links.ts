/**
 * Whether one model refines another, found out in the plainest way: every state and every step by breadth-first search with
 * the interpreter, abstract states as text, abstract steps as pairs of texts. Knows nothing of how the engine judges links,
 * so that the engine's verdicts and lengths can be compared with it.
 */
import { type InterpretedState, interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import type { Property } from "../../src/model/property.ts";
import { type Plain, plainText } from "../../src/state/plain.ts";

export interface Judged {
  /** States seen, and the level of the last one. */
  readonly distinct: number;
  readonly depth: number;
  /** Steps of a shortest way to a state or step without a match; 0: an initial state has none; null: every one has. */
  readonly breaksAfter: number | null;
  /** Distinct images of the states seen. */
  readonly images: number;
}

/** Judges `map` from `concrete` to `abstract`; ends with the level of the first state or step without a match. */
export function judgePlainly(concrete: Model, abstract: Model, map: (state: never) => object): Judged {
  const steps = abstractSteps(abstract);
  const run = interpret(concrete);
  const imageOf = imagesIn(run, map, interpret(abstract).initialStates()[0] as InterpretedState);

  const found = new Map<string, string>();
  let level: InterpretedState[] = [];
  let broken = false;
  for (const state of run.eachInitialState()) {
    const image = imageOf(state);
    if (!steps.isInitial(image)) broken = true;
    found.set(state.text, image);
    level.push(state);
  }
  let depth = 0;
  let breaksAfter: number | null = broken ? 0 : null;
  while (level.length > 0 && breaksAfter === null) {
    const next: InterpretedState[] = [];
    for (const state of level) {
      const before = found.get(state.text) as string;
      for (const { state: after } of run.successors(state)) {
        let image = found.get(after.text);
        if (image === undefined) {
          image = imageOf(after);
          found.set(after.text, image);
          next.push(after);
        }
        if (image !== before && !steps.has(before, image)) broken = true;
      }
    }
    if (broken) breaksAfter = depth + 1;
    if (next.length > 0) depth++;
    level = next;
  }
  return { distinct: found.size, depth, breaksAfter, images: new Set(found.values()).size };
}

/** What an abstract model does, by the texts of its states; those beyond reach are never asked for, unless a step was bad. */
function abstractSteps(abstract: Model) {
  const run = interpret(abstract);
  const known = new Map<string, InterpretedState>();
  const successors = new Map<string, ReadonlySet<string>>();
  const textOf = (state: InterpretedState) => {
    const text = stateText(state);
    known.set(text, state);
    return text;
  };
  const initial = new Set(run.initialStates().map(textOf));
  return {
    isInitial: (text: string) => initial.has(text),
    has: (before: string, after: string) => {
      let there = successors.get(before);
      if (there === undefined) {
        const state = known.get(before);
        if (state === undefined) throw new Error(`not a reachable abstract state: ${before}`);
        there = new Set(run.successors(state).map((step) => textOf(step.state)));
        successors.set(before, there);
      }
      return there.has(after);
    },
  };
}

/** Shows `map` the states of an interpreter, as it shows them to properties; `like`: a state as what it returns is to be. */
function imagesIn(run: ReturnType<typeof interpret>, map: (state: never) => object, like: InterpretedState) {
  let image = "";
  const look: Property = {
    name: "the image",
    kind: "always",
    predicate: (state) => {
      const made = map(state as never) as Readonly<Record<string, unknown>>;
      image = fieldsText([...like.plain].map(([name, field]) => [name, textLike(field, made[name])]));
      return true;
    },
    target: null,
  };
  return (state: InterpretedState): string => {
    run.holds(look, state, state);
    return image;
  };
}

function stateText({ plain }: InterpretedState): string {
  return fieldsText([...plain].map(([name, value]) => [name, inOrder(value)]));
}

/** A set's text does not depend on the order in which its members are listed; nor a state's on that of its fields. */
function inOrder(plain: Plain): string {
  if (plain.kind === "map") return mapText(plain.entries.map(([key, item]) => [key, inOrder(item)]));
  return plain.kind === "set" ? setText(plain.members) : plainText(plain);
}

/** The text of what a map returns for a field that is like another value. */
function textLike(field: Plain, value: unknown): string {
  if (field.kind === "value") return valueText(value);
  const members = [...(value as Iterable<unknown>)];
  if (field.kind === "set") return setText(members.map(valueText));
  if (field.kind !== "map") throw new Error(`no links to models with a ${field.kind} are judged`);
  const items = new Map((members as [string, unknown][]).map(([key, item]) => [String(key), item]));
  return mapText(field.entries.map(([key, item]) => [key, textLike(item, items.get(key))]));
}

const mapText = (entries: (readonly [string, string])[]) =>
  `[${entries.map(([key, item]) => `${key}: ${item}`).join(", ")}]`;
const setText = (members: readonly string[]) => `{${[...new Set(members)].sort().join(", ")}}`;

function fieldsText(fields: readonly (readonly [name: string, text: string])[]): string {
  return fields.map(([name, text]) => `${name} = ${text}`).join("; ");
}

/** The text of a value as domains have it. */
function valueText(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "none" : String(value);
  const { kind, ...fields } = value as { readonly kind?: string };
  const parts = Object.entries(fields).map(([key, item]) => `${key}: ${valueText(item)}`);
  return kind === undefined ? `{${parts.join(", ")}}` : `${kind}(${parts.join(", ")})`;
}
