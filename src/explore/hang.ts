/**
 * Closures that never end and touch no view meanwhile, which the closed room cannot count: a slice of the search is run
 * under a watchdog, and when it has taken far longer than any slice does, the closure that was running is to blame. Its
 * search ends with an error that names the rule and the state. A watchdog costs 0.14 ms; so that a search of very many
 * small levels does not pay for one at each, no more than a hundredth of the time goes to them.
 */

import { platform } from "#platform";
import { abandonRun, room, type Site, timeClosely } from "../closed-room.ts";
import { synodError } from "../errors/errors.ts";
import { TIMED_OUT } from "../platform/platform.ts";
import type { Program } from "../program/program.ts";
import { unpackState } from "../state/codec.ts";
import { plainText } from "../state/plain.ts";
import { thresholds } from "../thresholds.ts";

/** What a watchdog costs, rather more, and what they may take in all: so much, and this part of the time. */
const COST_MS = 0.2;
const FREE_MS = 20;
const PART = 0.01;
/** A model with many instances may well take long over one state: so much for each of them. */
const INSTANCE_MS = 10;

/** How many times as long as usual it may take, in this thread. */
let patience = 1;

/**
 * From now on. A slice may well take long where closures do, as those that look through orders of events: where nothing was
 * found to hang, the search is made again with more patience.
 */
export function bePatient(times: number): void {
  patience = times;
}

export function patienceNow(): number {
  return patience;
}

export class HangWatch {
  readonly #program: Program;
  readonly #started = performance.now();
  #spent = 0;

  constructor(program: Program) {
    this.#program = program;
    timeClosely();
  }

  /** No more than a timer can wait: there may be 2^31 instances. */
  get #limitMs(): number {
    return Math.min(patience * (thresholds.hangMs + INSTANCE_MS * this.#program.instances.total), 2 ** 31 - 1);
  }

  /**
   * What `slice` answers. Throws `endless-closure` when a closure in it does not end; `inState`: the program's current state
   * is the one that it was looking at.
   */
  run<T>(slice: () => T, inState = true): T {
    if (this.#spent > FREE_MS + PART * (performance.now() - this.#started)) return slice();
    this.#spent += COST_MS;
    const cpuMs = platform.cpuMs();
    const limitMs = this.#limitMs;
    const answer = platform.guarded(slice, limitMs);
    if (answer !== TIMED_OUT) return answer;
    // First of all: until then the closure counts as running, and nobody may ask for the process.
    const site = abandonRun();
    throw this.#blame(site, limitMs, platform.cpuMs() - cpuMs, inState);
  }

  #blame(site: Site | null, limitMs: number, cpuMs: number, inState: boolean): Error {
    const seconds = `${limitMs / 1000} s`;
    // A process that was stopped and went on has used next to no time of the processor's; one of many on a busy machine some.
    const isSure = site !== null && cpuMs > limitMs / 10 && Date.now() - room.clock > 0.8 * limitMs;
    if (!isSure)
      return synodError("endless-closure", { subject: "the search", spent: `${seconds} at one state`, isSure });
    if (!inState) return synodError("endless-closure", { subject: site.subject, spent: seconds, isSure });
    const { layout, work, words } = this.#program;
    const state = [...unpackState(layout, work, words)].map(([name, plain]) => `${name}: ${plainText(plain)}`);
    return synodError("endless-closure", {
      subject: site.subject,
      spent: `${seconds}, in the state ${state.join(", ")}`,
      isSure,
    });
  }
}
