/** Copies a state from one kind of view to another: what is told of a state by one of them, done to the zero state of the other. */
import { type AnyContainer, isContainer, type Schema } from "./field.ts";

/** `into`: a draft of the zero state. */
export function copyState(schema: Schema, from: object, into: object): void {
  const source = from as Readonly<Record<string, unknown>>;
  const target = into as Record<string, unknown>;
  for (const [name, field] of Object.entries(schema)) {
    if (isContainer(field)) copyContents(field, source[name], target[name]);
    else target[name] = source[name];
  }
}

interface Items {
  keys(): readonly unknown[];
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
}
interface Members extends Iterable<unknown> {
  add(value: unknown): void;
  push(value: unknown): void;
}

function copyContents(field: AnyContainer, from: unknown, into: unknown): void {
  if (field.kind === "map") {
    const [source, target] = [from as Items, into as Items];
    for (const key of source.keys()) {
      if (isContainer(field.item)) copyContents(field.item, source.get(key), target.get(key));
      else target.set(key, source.get(key));
    }
  } else {
    for (const value of from as Members) {
      if (field.kind === "sequence") (into as Members).push(value);
      else (into as Members).add(value);
    }
  }
}
