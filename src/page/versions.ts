/**
 * A state as separate places with what stands in them, and a state with other contents in some of its places: what asking
 * "would this step have been possible without that one?" takes. A place is a variable, an item of a map, a list, how often
 * a value is in a bag, or whether a value is in a set.
 */
import type { Code } from "../domain/coded.ts";
import type { InterpretedState } from "../interpret/interpret.ts";
import { interpretedState } from "../interpret/interpret.ts";
import type { Stored, StoredState } from "../interpret/plain-store.ts";

/** What stands in a place, as text; a member that is not there has no version. */
export type Versions = ReadonlyMap<string, string>;

const SEPARATOR = "\u0000";

/** `fields`: of these alone. */
export function versionsOf(state: StoredState, fields?: ReadonlySet<string>): Versions {
  const found = new Map<string, string>();
  for (const [name, stored] of state) if (fields === undefined || fields.has(name)) note(name, stored, found);
  return found;
}

/** The field that a place is in. */
export function fieldOfPlace(place: string): string {
  return place.split(SEPARATOR, 1)[0] as string;
}

function note(place: string, stored: Stored, found: Map<string, string>): void {
  switch (stored.kind) {
    case "value":
      found.set(place, JSON.stringify(stored.code));
      return;
    case "map":
      for (const [code, item] of stored.items) note(`${place}${SEPARATOR}${code}`, item, found);
      return;
    case "sequence":
      found.set(place, JSON.stringify(stored.codes));
      return;
    case "set":
      for (const code of stored.codes) found.set(place + SEPARATOR + JSON.stringify(code), "1");
      return;
    case "bag":
      for (const code of stored.codes) {
        const member = place + SEPARATOR + JSON.stringify(code);
        found.set(member, String(Number(found.get(member) ?? 0) + 1));
      }
  }
}

/** Places in which two states differ. */
export function differingPlaces(one: Versions, other: Versions): string[] {
  const places: string[] = [];
  for (const [place, version] of one) if (other.get(place) !== version) places.push(place);
  for (const place of other.keys()) if (!one.has(place)) places.push(place);
  return places;
}

/** The state with these versions in place of its own; undefined: no such member. */
export function withVersions(
  state: InterpretedState,
  others: ReadonlyMap<string, string | undefined>,
): InterpretedState {
  if (others.size === 0) return state;
  const fields = new Set([...others.keys()].map(fieldOfPlace));
  const stored = [...state.stored].map(
    ([name, each]) => [name, fields.has(name) ? put(name, each, others) : each] as const,
  );
  return interpretedState(new Map(stored));
}

function put(place: string, stored: Stored, others: ReadonlyMap<string, string | undefined>): Stored {
  switch (stored.kind) {
    case "value": {
      const version = others.get(place);
      return version === undefined ? stored : { ...stored, code: JSON.parse(version) };
    }
    case "sequence": {
      const version = others.get(place);
      return version === undefined ? stored : { ...stored, codes: JSON.parse(version) };
    }
    case "map":
      return {
        ...stored,
        items: new Map(
          [...stored.items].map(([code, item]) => [code, put(`${place}${SEPARATOR}${code}`, item, others)]),
        ),
      };
    case "set": {
      const codes = new Set(stored.codes);
      for (const [code, version] of membersIn(place, others)) {
        if (version === undefined) codes.delete(code);
        else codes.add(code);
      }
      return { ...stored, codes };
    }
    case "bag": {
      const codes = [...stored.codes];
      for (const [code, version] of membersIn(place, others)) {
        const kept = codes.filter((each) => each !== code);
        codes.splice(0, codes.length, ...kept, ...new Array<Code>(Number(version ?? 0)).fill(code));
      }
      return { ...stored, codes: codes.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) };
    }
  }
}

function membersIn(place: string, others: ReadonlyMap<string, string | undefined>): [Code, string | undefined][] {
  const begins = place + SEPARATOR;
  return [...others].flatMap(([each, version]) =>
    each.startsWith(begins)
      ? [[JSON.parse(each.slice(begins.length)) as Code, version] as [Code, string | undefined]]
      : [],
  );
}
