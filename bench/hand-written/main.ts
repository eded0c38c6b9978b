/**
 * The hand-written search as a program of its own: counts the states of message-set Paxos and prints one line of JSON.
 *
 *     node main.mjs FORM ACCEPTORS BALLOTS VALUES STATES THREADS        such as packed 3 3 2 185369 2
 *
 * FORM is how a state is laid out, see forms.ts. STATES is how many states to make room for. The calling thread searches; helpers join it as soon as they have started.
 */
import { Worker } from "node:worker_threads";
import { formNamed } from "./forms.ts";
import { levelSearch } from "./level-search.ts";
import {
  CLAIMED,
  DONE,
  FAILED,
  FOUND,
  GENERATED,
  MOST_HELPERS,
  READY,
  STATES,
  searchMemory,
  TURN,
} from "./search-memory.ts";

/** Levels of fewer states are not worth waking the helpers for. */
const WORTH_HELP = 1024;

const form = process.argv[2] ?? "";
const numbers = process.argv.slice(3).map(Number);
if (numbers.length !== 5 || !numbers.every((number) => Number.isInteger(number) && number > 0)) {
  throw new Error("usage: main.mjs FORM ACCEPTORS BALLOTS VALUES STATES THREADS, all but the first positive integers");
}
const [acceptors, ballots, values, room, threads] = numbers as [number, number, number, number, number];
if (threads > MOST_HELPERS) throw new Error(`THREADS is at most ${MOST_HELPERS}`);
const memory = searchMemory({ acceptors, ballots, values }, form, room);
const control = new Int32Array(memory.control);
for (let helper = 1; helper < threads; helper++) {
  // Helpers end with the program, also one that has yet to start.
  new Worker(new URL("./helper.mjs", import.meta.url), { workerData: memory }).unref();
}

const search = levelSearch(memory, formNamed(form).make(memory.instance));
search.seed();
let distinct = 0;
let depth = -1;
while (control[STATES]! > 0) {
  depth++;
  distinct += control[STATES]!;
  const helpers = control[STATES]! < WORTH_HELP ? 0 : Atomics.load(control, READY);
  Atomics.store(control, CLAIMED, 0);
  Atomics.store(control, FOUND, 0);
  Atomics.store(control, DONE, 0);
  Atomics.store(control, TURN, depth * MOST_HELPERS + helpers);
  Atomics.notify(control, TURN);
  search.expandLevel(depth);
  for (let done = Atomics.load(control, DONE); done < helpers; done = Atomics.load(control, DONE)) {
    Atomics.wait(control, DONE, done);
  }
  if (Atomics.load(control, FAILED) !== 0) throw new Error("a helper failed; one thread would say why");
  Atomics.store(control, STATES, control[FOUND]!);
}
const generated = control[GENERATED]!;
const peakRssBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ distinct, generated, depth, peakRssBytes }));
