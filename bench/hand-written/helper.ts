/** A thread that helps the hand-written search: expands levels as they come, until the program ends. */
import { workerData } from "node:worker_threads";
import { formNamed } from "./forms.ts";
import { levelSearch } from "./level-search.ts";
import { DONE, FAILED, MOST_HELPERS, READY, type SearchMemory, TURN } from "./search-memory.ts";

const memory = workerData as SearchMemory;
const control = new Int32Array(memory.control);
const search = levelSearch(memory, formNamed(memory.form).make(memory.instance));

let turn = Atomics.load(control, TURN);
const me = Atomics.add(control, READY, 1);
for (;;) {
  Atomics.wait(control, TURN, turn);
  turn = Atomics.load(control, TURN);
  // Whoever became ready after the level had begun sits it out.
  if (me >= turn % MOST_HELPERS) continue;
  try {
    search.expandLevel(Math.floor(turn / MOST_HELPERS));
  } catch {
    Atomics.store(control, FAILED, 1);
  }
  Atomics.add(control, DONE, 1);
  Atomics.notify(control, DONE);
}
