/**
 * Places of the interpreter's states, as fine as a step can write them: a variable, an item of a map, a member of a set or a
 * bag, a whole sequence. What was written can be put back there, which tells who needed it (causality.ts).
 */
import { type Code, valueByCode } from "../domain/coded.ts";
import { ascending, type Stored, type StoredState } from "../interpret/plain-store.ts";

export interface StoredPlace {
  /** Tells it from all others. */
  readonly id: string;
  readonly field: string;
  /** Codes of the keys that lead there, the outermost first. */
  readonly keys: readonly number[];
  /** Of a set or a bag, which member. */
  readonly member: Code | null;
}

/** The places in which two states differ, in the schema's order. */
export function writtenPlaces(before: StoredState, after: StoredState): StoredPlace[] {
  const places: StoredPlace[] = [];
  for (const [field, old] of before) collect(field, [], old, after.get(field) as Stored, places);
  return places;
}

function collect(field: string, keys: readonly number[], before: Stored, after: Stored, places: StoredPlace[]): void {
  const add = (member: Code | null) =>
    void places.push({ id: JSON.stringify([field, keys, member]), field, keys, member });
  if (before.kind === "map") {
    const { items } = after as typeof before;
    for (const [key, item] of before.items) collect(field, [...keys, key], item, items.get(key) as Stored, places);
  } else if (before.kind === "value") {
    if (before.code !== (after as typeof before).code) add(null);
  } else {
    const [old, now] = [[...before.codes], [...(after as typeof before).codes]];
    if (before.kind === "sequence") {
      if (old.length !== now.length || old.some((code, at) => code !== now[at])) add(null);
      return;
    }
    for (const code of ascending(new Set([...old, ...now]))) if (countIn(old, code) !== countIn(now, code)) add(code);
  }
}

/** Makes a place of `state`, which nobody else may have, what it is in `source`. */
export function copyPlace(place: StoredPlace, source: StoredState, state: StoredState): void {
  const [from, to] = [storedAt(source, place), storedAt(state, place)];
  if (to.kind === "value") to.code = (from as typeof to).code;
  else if (to.kind === "set") {
    if ((from as typeof to).codes.has(place.member as Code)) to.codes.add(place.member as Code);
    else to.codes.delete(place.member as Code);
  } else if (to.kind === "sequence") to.codes.splice(0, to.codes.length, ...(from as typeof to).codes);
  else if (to.kind === "bag") {
    const member = place.member as Code;
    const others = to.codes.filter((code) => code !== member);
    const again = (from as typeof to).codes.filter((code) => code === member);
    to.codes.splice(0, to.codes.length, ...ascending([...others, ...again]));
  }
}

/** What is stored at a place; of a member, the collection that it is in. */
export function storedAt(state: StoredState, { field, keys }: Pick<StoredPlace, "field" | "keys">): Stored {
  let stored = state.get(field) as Stored;
  for (const key of keys) stored = (stored as Extract<Stored, { kind: "map" }>).items.get(key) as Stored;
  return stored;
}

/** What a place holds, in words: a message by itself, a variable as `voted[a1] = none`. */
export function writtenText(place: StoredPlace, state: StoredState): string {
  let path = place.field;
  let stored = state.get(place.field) as Stored;
  for (const key of place.keys) {
    const map = stored as Extract<Stored, { kind: "map" }>;
    path += `[${map.key.format(map.key.decode(key))}]`;
    stored = map.items.get(key) as Stored;
  }
  if (stored.kind === "value") return `${path} = ${stored.domain.format(valueByCode(stored.domain, stored.code))}`;
  if (stored.kind === "map" || place.member === null) return path;
  const member = stored.element.format(valueByCode(stored.element, place.member));
  if (![...stored.codes].includes(place.member)) return `no ${member} in ${path}`;
  // A message speaks for itself.
  return /[({]/.test(member) ? member : `${member} in ${path}`;
}

function countIn(codes: readonly Code[], code: Code): number {
  return codes.filter((each) => each === code).length;
}
