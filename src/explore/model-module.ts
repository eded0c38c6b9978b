/**
 * Imports a module for the sake of the models that it declares. It may be a library, or the very program that checks: that
 * one would run again in this thread, so it stands still where it goes on to check, and is not heard until then.
 */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { isSynodError, synodError } from "../errors/errors.ts";
import { keepDeclarations } from "../model/origin.ts";
import { thresholds } from "../thresholds.ts";

type Exports = Readonly<Record<string, unknown>>;

const POLL_MS = 20;

/** By module. Null: a program, which stands still. */
const imported = new Map<string, Promise<Exports | null>>();
let whenProgram = () => {};
keepDeclarations(() => {
  silence();
  whenProgram();
});

/** A module's exports; null when it goes on to check by itself. Throws `model-does-not-load`. */
export function importForModels(module: string, isOver: () => boolean): Promise<Exports | null> {
  let exports = imported.get(module);
  if (exports === undefined) {
    exports = load(module, isOver);
    imported.set(module, exports);
  }
  return exports;
}

/** Imports made anew so far: each needs a name that was not used. */
let anew = 0;

/** The same module once more, with variables of its own. */
export function importAnew(module: string, isOver: () => boolean): Promise<Exports | null> {
  return load(`${urlOf(module)}?again=${++anew}`, isOver);
}

const urlOf = (module: string) => (isAbsolute(module) ? pathToFileURL(module).href : module);

async function load(module: string, isOver: () => boolean): Promise<Exports | null> {
  const unmute = mute();
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Exports | null>((resolve, reject) => {
      // A moment later, for a module that checks without waiting for it still comes to its end.
      whenProgram = () => setTimeout(resolve, POLL_MS, null);
      const since = performance.now();
      timer = setInterval(() => {
        if (isOver() || performance.now() - since > thresholds.importMs)
          reject(new Error(`it waits at its top level, for more than ${thresholds.importMs} ms`));
      }, POLL_MS);
      import(urlOf(module)).then(resolve, reject);
    });
  } catch (error) {
    if (isSynodError(error)) throw error;
    throw synodError("model-does-not-load", { model: module, problem: "a worker thread cannot import it" }, error);
  } finally {
    clearInterval(timer);
    unmute();
  }
}

const streams = [process.stdout, process.stderr] as const;
let isSilenced = false;

/** The calling thread has printed the same already, when it imported the module. */
function mute(): () => void {
  const writes = streams.map((stream) => stream.write);
  for (const stream of streams) stream.write = swallow;
  return () => {
    if (isSilenced) return;
    for (const [at, stream] of streams.entries()) stream.write = writes[at] as typeof stream.write;
  };
}

/** For good: what a program that stands still has left running in this thread is not for people to see. */
function silence(): void {
  isSilenced = true;
}

const swallow = ((_chunk: unknown, ...rest: readonly unknown[]) => {
  const done = rest.at(-1);
  if (typeof done === "function") (done as () => void)();
  return true;
}) as typeof process.stdout.write;
