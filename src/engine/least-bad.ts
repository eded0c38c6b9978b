/**
 * The least bad state of each unit at a level: threads need not note what is worse than the least that was found. Of units of
 * one property only: of several, the least of one says nothing about the others.
 */
import { type Finding, Findings } from "../explore/finding.ts";
import type { Publisher } from "./publisher.ts";

export class LeastBad {
  readonly #publisher: Publisher;
  /** What was found at this level. */
  #found = new Findings();

  constructor(publisher: Publisher) {
    this.#publisher = publisher;
  }

  get isNone(): boolean {
    return this.#found.all().length === 0;
  }

  /** Another level, of which nothing is found. */
  turn(): void {
    this.#found = new Findings();
    for (const { index, row } of this.#publisher.rows()) this.#publisher.setLeast(index, row, null);
  }

  note(findings: readonly Finding[]): void {
    for (const finding of findings) this.#found.add(finding);
    for (const { property, state, error } of this.#found.all()) {
      if (error !== null) continue;
      for (const { unit, index, row } of this.#publisher.rows())
        if (unit.properties.length === 1 && unit.properties[0] === property)
          this.#publisher.setLeast(index, row, state);
    }
  }
}
