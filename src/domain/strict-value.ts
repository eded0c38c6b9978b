/**
 * Records that refuse to be asked for a field that they do not have, as views refuse (state/strict.ts): `m.too` instead of
 * `m.to` would be undefined, its guard silently false, and the model hold. Everything else is as with a plain object: their
 * prototype stands in front of Object.prototype and is asked for what neither they nor it have. Fields cost nothing extra.
 */
import { insist, room } from "../closed-room.ts";
import { closestName } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import { markedPrototype } from "../plain-record.ts";

/** What promises and JSON ask any object for; test libraries ask for names that begin with @@. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(["then", "toJSON"]);

/** Makes records of one kind, with these fields: `a record`, `ping`. */
export function recordMaker(what: string, names: readonly string[]): (values: readonly unknown[]) => object {
  const edge = edgeOf(what);
  const literal = LITERALS[names.length];
  if (literal !== undefined) return literal(edge, names);
  const blank = Object.fromEntries(names.map((name) => [name, undefined]));
  return (values) => {
    const record: Record<string, unknown> = { __proto__: edge, ...blank };
    for (let at = 0; at < names.length; at++) record[names[at] as string] = values[at];
    return Object.freeze(record);
  };
}

type Literal = (edge: object, names: readonly string[]) => (values: readonly unknown[]) => object;

/** Per number of fields. A literal is ten times as fast as what can be written for any number: 0.3 us with six of them. */
const LITERALS: readonly Literal[] = [
  (edge) => () => Object.freeze({ __proto__: edge }),
  (edge, [a = ""]) =>
    ([v]) =>
      Object.freeze({ __proto__: edge, [a]: v }),
  (edge, [a = "", b = ""]) =>
    ([v, w]) =>
      Object.freeze({ __proto__: edge, [a]: v, [b]: w }),
  (edge, [a = "", b = "", c = ""]) =>
    ([v, w, x]) =>
      Object.freeze({ __proto__: edge, [a]: v, [b]: w, [c]: x }),
  (edge, [a = "", b = "", c = "", d = ""]) =>
    ([v, w, x, y]) =>
      Object.freeze({ __proto__: edge, [a]: v, [b]: w, [c]: x, [d]: y }),
  (edge, [a = "", b = "", c = "", d = "", e = ""]) =>
    ([v, w, x, y, z]) =>
      Object.freeze({ __proto__: edge, [a]: v, [b]: w, [c]: x, [d]: y, [e]: z }),
  (edge, [a = "", b = "", c = "", d = "", e = "", f = ""]) =>
    ([u, v, w, x, y, z]) =>
      Object.freeze({ __proto__: edge, [a]: u, [b]: v, [c]: w, [d]: x, [e]: y, [f]: z }),
];

/** The same of properties that may be accessors. */
export function strictObjectMaker(what: string): (properties: PropertyDescriptorMap) => object {
  const edge = edgeOf(what);
  return (properties) => Object.freeze(Object.defineProperties({ __proto__: edge }, properties));
}

/** What values with methods of their own have in front of Object.prototype; `meant`: what others call what they have. */
export function methodsEdge(what: string, names: readonly string[], meant: Readonly<Record<string, string>>): object {
  return edgeOf(
    what,
    (key) => {
      const near = (Object.hasOwn(meant, key) ? meant[key] : undefined) ?? closestName(key, names);
      return {
        problem: `has no "${key}"; it has ${names.join(", ")}`,
        remedy: near === undefined ? "write a name that there is" : `did you mean "${near}"?`,
      };
    },
    true,
  );
}

/** What synod itself, and test libraries, ask with `in` while a closure runs, of whatever they are handed. */
const ASKED_WITH_IN: ReadonlySet<string> = new Set(["next", "kind", "asymmetricMatch"]);

function missingField(key: string, value: object): { readonly problem: string; readonly remedy: string } {
  const names = Object.keys(value);
  const near = closestName(key, names);
  return {
    problem: `has no field "${key}"; it has ${names.length === 0 ? "none" : names.join(", ")}`,
    remedy: near === undefined ? "declare the field, or write a name that there is" : `did you mean "${near}"?`,
  };
}

function edgeOf(what: string, missing = missingField, isNeverAskedIn = false): object {
  const miss = (key: string, value: object) =>
    insist(synodError("unknown-name", { place: what, ...missing(key, value) }));
  return new Proxy(markedPrototype(), {
    get: (plain, key, value: object) => {
      if (
        typeof key === "string"
          ? key in plain || ASKED_OF_ALL.has(key) || key.startsWith("@@")
          : key !== Symbol.toPrimitive || room.depth === 0
      )
        return Reflect.get(plain, key, value) as unknown;
      if (typeof key === "string") throw miss(key, value);
      throw insist(
        synodError("unknown-name", {
          place: what,
          problem: "has no text and is no number",
          remedy: "name a field of it, or write JSON.stringify(...) around it",
        }),
      );
    },
    ...(isNeverAskedIn && {
      has: (plain, key) => {
        if (room.depth === 0 || typeof key !== "string" || key in plain) return key in plain;
        if (ASKED_OF_ALL.has(key) || ASKED_WITH_IN.has(key) || key.startsWith("@@")) return false;
        throw insist(
          synodError("unknown-name", {
            place: what,
            problem: `is asked with \`in\` for "${key}", as if its members were keys`,
            remedy: "write set.has(value)",
          }),
        );
      },
    }),
    set: (_, key, __, value: object) => {
      throw miss(String(key), value);
    },
  });
}
