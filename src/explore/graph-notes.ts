/** What a thread notes for the transition graph: the steps that it takes, and of each new state which predicates hold of it. */
import type { Claims } from "./claims.ts";
import { answerWords, MarkLog, type Piece, StepLog } from "./graph-log.ts";

export class GraphNotes {
  readonly #claims: Claims;
  readonly #edges = new StepLog();
  readonly #marks = new MarkLog();
  #predicates: readonly number[] = [];
  #answers = new Int32Array(1);

  constructor(claims: Claims) {
    this.#claims = claims;
  }

  /** From now on these predicates are asked. What was noted has been taken. */
  ask(predicates: readonly number[]): void {
    this.#predicates = predicates;
    if (answerWords(predicates.length) === this.#answers.length) return;
    this.#answers = new Int32Array(answerWords(predicates.length));
    this.#marks.widen(this.#answers.length);
  }

  /** A reduction may take both states of a step for one: in the graph nothing changes then. */
  step(source: number, target: number, label: number): void {
    if (target !== source) this.#edges.add(source, target, label);
  }

  /** Of the loaded state. */
  mark(state: number): void {
    this.#claims.answersOf(this.#predicates, this.#answers);
    this.#marks.add(state, this.#answers);
  }

  /** All since the last call. */
  take(): { readonly edges: Piece[]; readonly marks: Piece[] } {
    return { edges: this.#edges.take(), marks: this.#marks.take() };
  }
}
