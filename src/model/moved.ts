/** Who has what a protocol had once (`moved` of its header), for those who look mutants up and tell of it. */
import type { Model } from "./model.ts";
import { descentOf, type ModelNaming } from "./origin.ts";
import type { Protocol } from "./protocol.ts";

/** The protocol whose the mutant is: this one, or one that it has moved to. */
export function homeOf(protocol: Protocol, mutant: string): Protocol {
  const { moved } = protocol.protocol;
  if (moved === null || !Object.hasOwn(moved.mutants ?? {}, mutant)) return protocol;
  return moved.to.find((each) => Object.hasOwn(each.protocol.mutants, mutant)) ?? protocol;
}

/** What the model is where it has moved to; null: it has not. */
export function movedSubject(model: Model): ModelNaming | null {
  return descentOf(model)?.elsewhere ?? null;
}
