/**
 * What was thrown, made safe to look at. A model can throw anything: nothing at all, a symbol, an object without a
 * prototype, an error whose message is a getter that throws. Whoever tells of it must not fail over it, and so blame synod.
 * Imports nothing of Node: it runs in a browser.
 */

/** The same where it is an ordinary error or a text, number and the like; else an error without a name that describes it. */
export function tamed(thrown: unknown): unknown {
  if (thrown === undefined) return nameless("undefined");
  if (thrown === null || (typeof thrown !== "object" && typeof thrown !== "function")) return thrown;
  try {
    if (!(thrown instanceof Error)) return nameless(String(thrown));
    const { name, message, stack = "" } = thrown;
    if ([name, message, stack].every((part) => typeof part === "string")) return thrown;
    return nameless(`${String(name)}: ${String(message)}`);
  } catch {
    return nameless("something that cannot be looked at");
  }
}

function nameless(message: string): Error {
  return Object.assign(new Error(message), { name: "", stack: "" });
}
