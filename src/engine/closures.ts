/** Whatever calls a model's own code is run here: a closure that does not come to an end is noticed, by whoever watches. */
import type { Ground } from "../explore/engine.ts";
import { HangWatch } from "../explore/hang.ts";
import type { Program } from "../program/program.ts";
import { thresholds } from "../thresholds.ts";

export class Closures {
  readonly #watch: HangWatch;
  readonly #cuts: Ground["options"]["cuts"];

  constructor(program: Program, { options: { cuts } }: Ground) {
    this.#watch = new HangWatch(program);
    this.#cuts = cuts;
  }

  /** One slice: `work` is told until when it may go on. Throws what it throws. */
  run(work: (until: number) => void): void {
    const until = performance.now() + thresholds.sliceMs;
    const watched = () => this.#watch.run(() => work(until));
    if (this.#cuts === undefined) watched();
    else this.#cuts.during(watched);
  }
}
