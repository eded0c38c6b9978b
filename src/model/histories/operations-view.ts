/** Which object a history is of that a property is shown: views are the engine's, and say nothing of it themselves. */
import type { AnyObject } from "./sequential-object.ts";

const objects = new WeakMap<object, AnyObject>();

/** Notes that a view shows operations on the object; answers the view. */
export function showsOperationsOf<V extends object>(object: AnyObject, view: V): V {
  objects.set(view, object);
  return view;
}

/** The object whose operations a view shows; undefined: it shows none. */
export function objectBehind(view: unknown): AnyObject | undefined {
  return typeof view === "object" && view !== null ? objects.get(view) : undefined;
}
