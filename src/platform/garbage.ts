/**
 * Replaced shared tables are freed when every thread has collected its views of them, which V8 is in no hurry to do: the
 * views are tiny. A collection when a table was replaced keeps the peak near what is in use.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects this thread's garbage, now. */
export function collectGarbage(): void {
  collect();
}
