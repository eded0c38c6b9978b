// Several real threads that insert into, or move, one visited set at the same time. They run the store's own sources,
// bundled into a module that a worker can load.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import type { ArenaMemory } from "../../src/store/arena.ts";
import type { SharedSlots } from "../../src/store/visited-set.ts";

export interface InsertTask {
  readonly memory: SharedSlots;
  readonly arena: ArenaMemory | null;
  /** States one behind the other, each followed by its fingerprint's halves. */
  readonly states: Int32Array;
  readonly words: number;
  readonly threads: number;
  readonly level: number;
}

export interface MoveTask {
  readonly from: SharedSlots;
  readonly to: SharedSlots;
  readonly threads: number;
}

/** How often `add` answered each of its outcomes. */
export interface InsertReport {
  readonly outcomes: readonly number[];
}

export interface Crowd {
  /** Every thread inserts all states, each in an order of its own, thread n from a parent with the fingerprint n + 1. */
  insert(task: InsertTask): Promise<InsertReport[]>;
  move(task: MoveTask): Promise<unknown>;
  remove(): Promise<void>;
}

const SOURCE = `
import { parentPort, workerData } from "node:worker_threads";
const { store, kind, task, at, gate } = workerData;
const { Arena, VisitedSet, originOf } = await import(store);
const open = (memory, arena) => new VisitedSet(memory, arena === null ? null : new Arena(arena));
// All begin at once: whoever comes last opens the gate.
const waiting = new Int32Array(gate);
if (Atomics.add(waiting, 0, 1) === task.threads - 1) Atomics.notify(waiting, 0);
else for (let seen; (seen = Atomics.load(waiting, 0)) < task.threads; ) Atomics.wait(waiting, 0, seen, 50);
if (kind === "insert") {
  const visited = open(task.memory, task.arena);
  const stride = task.words + 2;
  const count = task.states.length / stride;
  const step = [1, count - 1, 7919][at % 3]; // forwards, backwards, in jumps; all coprime to the count
  const outcomes = [0, 0, 0, 0, 0];
  for (let n = 0, place = 0; n < count; n++, place = (place + step) % count) {
    const offset = place * stride;
    const [low, high] = [task.states[offset + task.words], task.states[offset + task.words + 1]];
    outcomes[visited.add(task.states, offset, low, high, originOf(task.level, at + 1))]++;
  }
  parentPort.postMessage({ outcomes });
} else {
  const share = Math.ceil(2 ** task.from.bits / task.threads);
  open(task.from, null).moveInto(open(task.to, null), at * share, Math.min(2 ** task.from.bits, (at + 1) * share));
  parentPort.postMessage({});
}
`;

export async function buildCrowd(): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), "synod-crowd-"));
  const store = join(folder, "store.mjs");
  await build({
    stdin: {
      contents: 'export { Arena } from "./arena.ts"; export { VisitedSet, originOf } from "./visited-set.ts";',
      resolveDir: join(import.meta.dirname, "..", "..", "src", "store"),
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    outfile: store,
    logLevel: "warning",
  });
  const script = join(folder, "thread.mjs");
  await writeFile(script, SOURCE);
  const run = (kind: string, task: InsertTask | MoveTask) => {
    const gate = new SharedArrayBuffer(4);
    const threads = Array.from({ length: task.threads }, (_, at) => {
      const worker = new Worker(script, { workerData: { store: pathToFileURL(store).href, kind, task, at, gate } });
      return new Promise((resolve, reject) => {
        worker.on("message", resolve).on("error", reject);
      });
    });
    return Promise.all(threads);
  };
  return {
    insert: (task) => run("insert", task) as Promise<InsertReport[]>,
    move: (task) => run("move", task),
    remove: () => rm(folder, { recursive: true }),
  };
}
