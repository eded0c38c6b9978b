/**
 * All text of the page, made safe to read: what a model names may turn the direction of writing, or hide in what is invisible,
 * and would then say something else than it does; the terminal escapes such characters (printable.ts), and so does the page.
 * Preact asks here whenever an element is made, so that no component has to think of it. A value of a field that is typed
 * into stays as it is.
 */
import { Fragment, options, type VNode } from "preact";
import { printable } from "../printable.ts";

/** Attributes that are read, or read aloud. */
const READ = ["title", "aria-label", "aria-valuetext", "placeholder", "label"];

/** From now on, for all elements that are made. */
export function escapeAllText(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    if (typeof node.type === "string" || node.type === Fragment) escapeIn(node);
    before?.(node);
  };
}

function escapeIn(node: VNode): void {
  const props = node.props as Record<string, unknown>;
  if (props["children"] !== undefined) props["children"] = escaped(props["children"]);
  for (const name of READ) if (typeof props[name] === "string") props[name] = printable(props[name]);
}

/** Line breaks and tabs are of sources, and turn nothing round. */
function escaped(children: unknown): unknown {
  if (typeof children === "string") return children.replace(/[^\n\t]+/g, printable);
  if (!Array.isArray(children)) return children;
  return children.some((child) => typeof child === "string" || Array.isArray(child)) ? children.map(escaped) : children;
}
