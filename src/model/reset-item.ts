/** Back to the first value: what a crash does to volatile fields, and the end of a step to variables that it forgets. */
import { type Field, isContainer } from "../state/field.ts";
import type { Fields } from "./roles/transport.ts";

/** Puts the item of a map back to its domain's first value, or empties the collection that it is. */
export function resetItem(items: Fields[string], key: unknown, item: Field): void {
  if (!isContainer(item)) items.set(key, item.decode(0));
  else if (item.kind !== "map") items.get(key).clear();
  else for (const inner of item.key.values) resetItem(items.get(key), inner, item.item);
}
