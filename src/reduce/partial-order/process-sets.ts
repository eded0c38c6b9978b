/**
 * Ample sets of models made from roles: all steps of one process, where its row leaves nothing to others (closed-rows.ts)
 * and what its rules do commutes with what others do (processes.ts).
 */
import type { Model } from "../../model/model.ts";
import type { Program } from "../../program/program.ts";
import type { AmpleSets, NextSteps } from "./ample-sets.ts";
import { ClosedRows } from "./closed-rows.ts";
import { Processes } from "./processes.ts";

export class ProcessSets implements AmpleSets {
  readonly #work: Int32Array;
  readonly #processes: Processes;
  readonly #rows: readonly ClosedRows[];
  /** The processes whose rows are closed in the state being expanded: the first `#count`. */
  readonly #candidates: Int32Array;
  #count = 0;
  #chosen = -1;

  constructor({ layout, instances, work }: Program, model: Model) {
    this.#work = work;
    this.#processes = new Processes(model, layout, instances);
    this.#rows = this.#processes.roles.flatMap((role) =>
      role.own.map((_, code) => new ClosedRows(this.#processes, role, code, layout, instances, work)),
    );
    this.#candidates = new Int32Array(this.#processes.count);
  }

  mayHave(): boolean {
    this.#count = 0;
    for (let process = 0; process < this.#rows.length; process++) {
      const closed = (this.#rows[process] as ClosedRows).find();
      if (closed === null) continue;
      let isThere = true;
      for (let at = 0; at < closed.words.length; at++) {
        const bits = closed.bits[at] as number;
        if (((this.#work[closed.words[at] as number] as number) & bits) !== bits) isThere = false;
      }
      if (isThere) this.#candidates[this.#count++] = process;
    }
    return this.#count > 0;
  }

  /** The first candidate whose steps will do. */
  choose(next: NextSteps): boolean {
    for (let at = 0; at < this.#count; at++) {
      this.#chosen = this.#candidates[at] as number;
      if (this.#suits(next)) return true;
    }
    return false;
  }

  takes(next: NextSteps, at: number): boolean {
    return this.#processes.of(next.ruleOf(at), next.stepOf(at)) === this.#chosen;
  }

  #suits(next: NextSteps): boolean {
    let ascends = false;
    for (let at = 0; at < next.count; at++) {
      if (!this.takes(next, at)) continue;
      if (next.isVisible(at)) return false;
      ascends ||= next.ascends(at);
    }
    return ascends;
  }
}
