/**
 * Validity, also non-triviality: what is decided was proposed. Rules out protocols that agree on a value of nobody's.
 * Weaker than it looks where any value may be proposed; it then says that deciding goes through proposing.
 */
import { forEvery } from "../src/model/conjunction.ts";
import type { Decisions } from "./decisions.ts";
import { checkOptions } from "./options.ts";

export function validity<S, V>(
  options: Decisions<S, V> & { readonly proposed: (state: S, value: V) => boolean },
): (state: S) => boolean {
  checkOptions("validity", options, { among: "list", decided: "function", proposed: "function" });
  const { among, decided, proposed } = options;
  return forEvery(among, (value) => (state: S) => proposed(state, value) || !decided(state, value));
}
