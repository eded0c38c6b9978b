/**
 * While threads judge a search again, the thread that called them looks at states as well, by its own model. A thread has
 * shown to have the same one in some thousand states (explore/proof.ts); where it differs in others only, by what a module
 * found in the thread that imported it, the set lacks what the thread's model lacks, and no thread can notice. Nothing of
 * this is counted.
 */
import { platform } from "#platform";
import { Halted } from "../halt.ts";
import type { KeptPlace } from "./kept-places.ts";

/** How long it looks before it lets the event loop breathe. */
const SLICE_MS = 40;

/** Looks at place after place until `work` is done, at some in any case; answers with that, and what `look` threw first. */
export async function lookBeside<T>(
  work: Promise<T>,
  places: Iterable<KeptPlace>,
  look: (states: Int32Array, offset: number) => void,
): Promise<{ readonly done: T; readonly failure: { readonly thrown: unknown } | null }> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  let failure: { readonly thrown: unknown } | null = null;
  let breathed = performance.now();
  for (const { states, offset } of places) {
    try {
      look(states, offset);
    } catch (thrown) {
      // The others go on: which of all that is found is told does not depend on who comes first.
      if (!(thrown instanceof Halted)) failure = { thrown };
      break;
    }
    if (performance.now() - breathed < SLICE_MS) continue;
    await platform.breathe();
    if (isOver) break;
    breathed = performance.now();
  }
  return { done: await work, failure };
}
