/**
 * Runs something that may never end. Closures of a model are called in the middle of a search, and a loop of theirs that
 * does not end would keep the thread for ever, deaf to signals, which Node hands to an idle event loop only. V8 can end
 * whatever runs inside a script after a time limit; so a slice of the search is run inside one.
 *
 * Costs 0.14 ms, most of it for the thread that watches: once per slice of some 40 ms, never per closure. The end is an
 * abrupt one: no `catch` and no `finally` of what was running is run, and what it was changing is left as it was then. So a
 * limit must be far above what a slice takes, and after a timeout nothing that was changed inside can be relied upon.
 */
import { Script } from "node:vm";
import { TIMED_OUT } from "./platform.ts";

/** Where the script finds what to run: a script has no arguments. */
const TASK = Symbol.for("synod.guarded");
const script = new Script('globalThis[Symbol.for("synod.guarded")]()', { filename: "synod:guarded" });
/** The global object that the script sees: a runner of tests may give modules another one. */
const tasks = new Script("globalThis").runInThisContext() as { [TASK]?: () => unknown };

/** What `run` answers; TIMED_OUT when it was ended after `limitMs`. Throws what it throws. May be nested. */
export function guarded<T>(run: () => T, limitMs: number): T | typeof TIMED_OUT {
  const outer = tasks[TASK];
  tasks[TASK] = run;
  try {
    return script.runInThisContext({ timeout: limitMs }) as T;
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return TIMED_OUT;
    throw error;
  } finally {
    if (outer === undefined) delete tasks[TASK];
    else tasks[TASK] = outer;
  }
}
