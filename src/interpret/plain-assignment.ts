/** Assigning to what the interpreter's states hold: values, and contents that are copied into collections. */
import { type Code, codeIn, valueByCode } from "../domain/coded.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { outOfDomain } from "../domain/why-not.ts";
import { checkCopied, code as writtenAs } from "../state/strict.ts";
import { listed, missingKey, noRoom, pairs } from "../state/wrong-argument.ts";
import { ascending, type Container, type Stored } from "./plain-store.ts";

/** The code of what a closure hands over, which may be anything; `place` is for the refusal. */
export function encode(domain: AnyDomain, value: unknown, place: string): Code {
  const code = codeIn(domain, value);
  if (code === -1) throw outOfDomain(place, domain, value);
  return code;
}

/** What puts a value, or a copy of contents of the same kind, where `stored` is. */
export function replacing(stored: Stored, place: string, given: unknown): () => void {
  if (stored.kind !== "value") {
    checkCopied(given, { place, written: writtenAs(place), kind: stored.kind });
    return assigning(stored, place, given);
  }
  const code = encode(stored.domain, given, place);
  return () => {
    stored.code = code;
  };
}

/** What gives a collection these contents and no other: all is looked at before anything is written. */
export function assigning(stored: Container, place: string, contents: unknown): () => void {
  if (stored.kind === "map") {
    const { key, items } = stored;
    const changes = new Map<number, () => void>();
    for (const [at, item] of pairs(place, contents)) {
      const code = encode(key, at, `a key of ${place}`) as number;
      changes.set(code, replacing(items.get(code) as Stored, `${place}[${key.format(at)}]`, item));
    }
    const missing = [...items.keys()].find((code) => !changes.has(code));
    if (missing !== undefined) throw missingKey(place, key.format(key.decode(missing)));
    return () => {
      for (const change of changes.values()) change();
    };
  }
  const { element } = stored;
  const given = listed(place, contents).map((value) => encode(element, value, `a member of ${place}`));
  const kept = stored.kind === "set" ? [...new Set(given)] : given;
  const capacity = stored.capacity ?? element.size;
  if (kept.length > capacity) throw noRoom(place, capacity, element, valueByCode(element, kept[capacity] as Code));
  if (stored.kind === "set")
    return () => {
      stored.codes.clear();
      for (const code of kept) stored.codes.add(code);
    };
  const ordered = stored.kind === "bag" ? ascending(kept) : kept;
  return () => {
    stored.codes.splice(0, stored.codes.length, ...ordered);
  };
}
