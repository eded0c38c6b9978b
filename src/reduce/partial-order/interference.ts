/**
 * Which steps interfere, by what their rules declare: two steps do when one writes what the other reads or writes. Neither
 * then enables or disables the other, and in either order they lead to the same state. Settled once per model, for all
 * pairs of rule instances.
 */

import { type Drawn, drawnFrom } from "../../compile/drawn.ts";
import { overlap } from "../../compile/hidden-slots.ts";
import type { Access } from "../../model/access.ts";
import type { Model } from "../../model/model.ts";
import type { Rule } from "../../model/rule.ts";
import { bindingCodes, boundValues, type Instances } from "../../program/instances.ts";
import type { Layout } from "../../state/layout.ts";
import { coveredBits } from "../../state/place.ts";

/** What a step may look at and change, per word of the state. */
interface Touched {
  readonly reads: Int32Array;
  readonly writes: Int32Array;
}

export class Interference {
  /** Per step, those that it interferes with, ascending. */
  readonly among: readonly Int32Array[];
  readonly #touched: readonly Touched[];
  /** Per word of the state, the steps that write to it. */
  readonly #writers: readonly Int32Array[];

  constructor(model: Model, layout: Layout, instances: Instances) {
    const touched = model.rules.flatMap((rule, at) => {
      const drawn = drawnFrom(rule, layout);
      return Array.from({ length: instances.count[at] as number }, (_, index) => touchedBy(rule, index, drawn, layout));
    });
    this.#touched = touched;
    this.among = touched.map((one, step) =>
      Int32Array.from(
        touched.flatMap((other, at) =>
          at !== step && (overlap(one.writes, other.reads) || overlap(other.writes, one.reads)) ? [at] : [],
        ),
      ),
    );
    this.#writers = Array.from({ length: layout.words }, (_, word) =>
      Int32Array.from(touched.flatMap(({ writes }, step) => (writes[word] === 0 ? [] : [step]))),
    );
  }

  /** What the step looks at and changes: its being enabled or not rests on no more. */
  readsOf(step: number): Int32Array {
    return (this.#touched[step] as Touched).reads;
  }

  /** Calls `each` with every step that may write one of these bits. */
  eachWriter(bits: Int32Array, each: (step: number) => void): void {
    for (let word = 0; word < bits.length; word++) {
      const wanted = bits[word] as number;
      if (wanted === 0) continue;
      const writers = this.#writers[word] as Int32Array;
      for (let at = 0; at < writers.length; at++) {
        const step = writers[at] as number;
        if ((((this.#touched[step] as Touched).writes[word] as number) & wanted) !== 0) each(step);
      }
    }
  }
}

function touchedBy(rule: Rule, index: number, drawn: readonly (Drawn | null)[], layout: Layout): Touched {
  const codes = bindingCodes(rule, index);
  const access = (rule.access as (bound: object) => Access)(boundValues(rule, codes));
  const reads = coveredBits(layout, access.reads);
  drawn.forEach((each, at) => {
    each?.at(codes).addReads(codes[at] as number, reads);
  });
  return { reads, writes: coveredBits(layout, access.writes) };
}
