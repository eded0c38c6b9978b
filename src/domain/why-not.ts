/**
 * Why a value is not in a domain: which part of it is at fault. `encode` answers only that it is not, as it must be fast;
 * this is asked when there is an error to be explained.
 */
import { isNamedParts, kindOfValue } from "../closed.ts";
import { closestName } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import { describe } from "./describe.ts";
import type { AnyDomain } from "./domain.ts";
import { isValueSet } from "./value-set.ts";

/** The error for a value that `place` cannot hold. */
export function outOfDomain(place: string, domain: AnyDomain, value: unknown): Error {
  const why = whyNoValue(domain, value);
  const hint = why === null ? hintFor(domain, value) : null;
  return synodError("out-of-domain", {
    place,
    value: describe(value),
    domain: domain.label,
    ...(why !== null && { why }),
    ...(hint !== null && { hint }),
  });
}

/** What is likely behind a value that has no parts of the domain's at fault; null: nothing in particular. */
function hintFor(domain: AnyDomain, value: unknown): { readonly cause: string; readonly remedy: string } | null {
  const { structure } = domain;
  if (structure.kind === "optional") return hintFor(structure.inner, value);
  if (value === undefined || Number.isNaN(value)) {
    return {
      cause: `${value === undefined ? "something was read that is not there" : "it was computed from something that is not there"}: a place behind the end of a list, or a function without \`return\``,
      remedy: "see where it comes from; a value that may be absent is optional(...), and then null",
    };
  }
  if (typeof value === "string" && structure.kind === "enumeration") {
    const { names } = structure;
    const near = closestName(value, names);
    return {
      cause:
        near === undefined ? "a name that the domain does not have" : `a slip of the keyboard: did you mean "${near}"?`,
      remedy: `use one of: ${names.join(", ")}; or add it to the domain`,
    };
  }
  if (structure.kind === "subset") {
    if (!isIterable(value)) return null;
    const isArray = Array.isArray(value);
    return {
      cause: `${isArray ? "an array" : "a collection"} stands where a set is wanted`,
      remedy: `make a set of it by calling the domain: ${isArray ? "Config([a, b])" : "Config(s.members)"}, where Config is ${domain.label}`,
    };
  }
  if (structure.kind === "list" && isIterable(value))
    return {
      cause: "a collection or a set stands where a list is wanted",
      remedy: "make an array of it, with [...it]: a list is in some order",
    };
  const { kind } = structure;
  if (kind !== "record" && kind !== "union" && kind !== "tuple" && isNamedParts(value)) {
    const name = Object.keys(value).find((key) => domain.encode(value[key]) >= 0);
    if (name !== undefined)
      return {
        cause: `what is bound comes as one object, of which ${name} is a part`,
        remedy: `take it apart: (s, { ${name} }) => ... for (s, ${name}) => ...`,
      };
  }
  return null;
}

function counted(members: number): string {
  return members === 0 ? "no members" : members === 1 ? "one member" : `${members} members`;
}

function boundsOf(min: number, max: number): string {
  return min === max ? `not ${min}` : `not ${min} to ${max}`;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  // Read, since views refuse to be asked with `in`.
  return typeof value === "object" && value !== null && typeof Reflect.get(value, Symbol.iterator) === "function";
}

type Fields = readonly (readonly [string, AnyDomain])[];

/** The innermost part of `value` that keeps it out of a domain with parts; null: it is at fault as a whole, or not at all. */
export function whyNoValue(domain: AnyDomain, value: unknown): string | null {
  const { structure } = domain;
  switch (structure.kind) {
    case "optional":
      return value === null || value === undefined ? null : whyNoValue(structure.inner, value);
    case "record":
      return fieldsFault(structure.fields, value, structure.tag);
    case "tuple": {
      if (!Array.isArray(value)) return null;
      const { members } = structure;
      if (value.length !== members.length) return `it has ${value.length} members, not ${members.length}`;
      const at = members.findIndex((member, place) => member.encode(value[place]) < 0);
      return at < 0 ? null : partFault(`its member ${at + 1}`, members[at] as AnyDomain, value[at]);
    }
    case "union": {
      if (!isNamedParts(value)) return null;
      const names = structure.cases.map(([name]) => name);
      const kind = kindOf(value);
      const found = structure.cases.find(([name]) => name === kind);
      if (found !== undefined) return whyNoValue(found[1], value);
      if (kind === undefined) return `it has no kind, which is one of ${names.join(", ")}`;
      return `its kind is ${describe(kind)}${meant(String(kind), names)}; there are ${names.join(", ")}`;
    }
    case "list": {
      if (!Array.isArray(value)) return null;
      const { element, min, max } = structure;
      if (value.length < min || value.length > max) return `it has ${counted(value.length)}, ${boundsOf(min, max)}`;
      const at = value.findIndex((item) => element.encode(item) < 0);
      return at < 0 ? null : partFault(`its item at ${at}`, element, value[at]);
    }
    case "subset": {
      if (!isValueSet(value)) return null;
      const { element, min, max } = structure;
      const wrong = [...value].filter((member) => element.encode(member) < 0);
      if (wrong.length > 0) return partFault("its member", element, wrong[0]);
      return value.size < min || value.size > max ? `it has ${counted(value.size)}, ${boundsOf(min, max)}` : null;
    }
    default:
      return null;
  }
}

/** The same of an object that should have these fields, and with a tag that kind. */
export function fieldsFault(fields: Fields, value: unknown, tag: string | null): string | null {
  if (!isNamedParts(value)) return `it is ${kindOfValue(value)}, not an object`;
  const names = fields.map(([name]) => name);
  const unknown = Object.keys(value).find((name) => !names.includes(name) && !(tag !== null && name === "kind"));
  if (unknown !== undefined)
    return `there is no field ${unknown}${meant(unknown, names)}; ${names.length === 0 ? "it has none" : `there are ${names.join(", ")}`}`;
  const missing = names.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `its field ${missing} is missing`;
  const kind = tag === null ? undefined : kindOf(value);
  if (kind !== undefined && kind !== tag) return `its kind is ${describe(kind)}`;
  const wrong = fields.find(([name, domain]) => domain.encode(value[name]) < 0);
  return wrong === undefined ? null : partFault(`its field ${wrong[0]}`, wrong[1], value[wrong[0]]);
}

/** Asked first, since records refuse to be read where they have nothing. */
function kindOf(value: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(value, "kind") ? value["kind"] : undefined;
}

function partFault(part: string, domain: AnyDomain, value: unknown): string {
  const inner = whyNoValue(domain, value);
  if (inner !== null) return `of ${part}, ${inner}`;
  const called =
    domain.structure.kind === "subset" && Array.isArray(value) ? ", which makes a set when it is called" : "";
  return `${part} is ${describe(value)}, not a value of ${domain.label}${called}`;
}

function meant(name: string, known: readonly string[]): string {
  const closest = closestName(name, known);
  return closest === undefined ? "" : ` (did you mean ${closest}?)`;
}
