/**
 * How much of a rule is compiled. A rule whose trees grow without being reused (learning.ts) is watched otherwise from then
 * on: it is no longer asked what a slot held that is overwritten, nor what is in a list to which something is added, and
 * leaves say what is *written* (overwriting.ts). If that is too much still (its effect reads the state whole, say), only its
 * guard is compiled, and its effect run directly; at last both are run directly. Never back.
 */
import type { Layout } from "../state/layout.ts";
import { thresholds } from "../thresholds.ts";
import { Learning } from "./learning.ts";
import { Overwriter } from "./overwriting.ts";
import type { Tracer } from "./tracer.ts";

/** What a run has cost is earned by so many evaluations. */
const WORTH = 8;

export class RuleStage {
  /** Not null: leaves say what is written. */
  overwriter: Overwriter | null = null;
  /** Whether only guards are compiled: their trees say DISABLED or DIRECT. */
  guardsOnly = false;
  /** Whether nothing is any more. */
  direct = false;
  /** How often trees were given up. */
  givenUp = 0;
  readonly learning = new Learning(WORTH);
  readonly #layout: Layout;
  readonly #table: Int32Array;
  readonly #listWindow = thresholds.listWindow;
  readonly #listCells = thresholds.listCells;

  constructor(layout: Layout, table: Int32Array) {
    this.#layout = layout;
    this.#table = table;
    if (thresholds.overwritingFrom === 0) this.overwriter = new Overwriter(layout, table);
  }

  /** Whether trees of so many cells are to be given up. To be asked once after each run under the tracer. */
  isOutgrown(tracer: Tracer, cells: number, evaluations: number): boolean {
    return this.learning.isTooMuch(evaluations) || this.#editsPay(tracer, cells, evaluations);
  }

  /** Whether lists are moved slot by slot by leaves that are hardly used again: trees are given up for edits much sooner. */
  #editsPay(tracer: Tracer, cells: number, evaluations: number): boolean {
    if (this.overwriter !== null || this.guardsOnly || !tracer.edits.wereAny) return false;
    return this.learning.isTooMuchAlready(evaluations, this.#listWindow) || cells > this.#listCells;
  }

  /** Goes on to the next stage, its trees having been given up. */
  descend({ overwrote, edits }: Tracer, evaluations: number): void {
    this.givenUp++;
    const mayHelp = !this.guardsOnly && this.overwriter === null && (overwrote || edits.wereAny);
    this.overwriter = mayHelp ? new Overwriter(this.#layout, this.#table) : null;
    if (!mayHelp) {
      this.direct = this.guardsOnly;
      this.guardsOnly = true;
    }
    this.learning.restart(evaluations);
  }
}
