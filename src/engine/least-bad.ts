/**
 * The least bad state of each unit at a level: threads need not note what is worse than the least that was found. Of units of
 * one property only: of several, the least of one says nothing about the others.
 *
 * A unit that is asked for others too (twins.ts) has the greatest of what is least for each of them: a state that is worse
 * than the least of one property may be the least of another.
 */
import { compareFindings, type Finding, Findings } from "../explore/finding.ts";
import type { Publisher } from "./publisher.ts";
import type { Unit } from "./units.ts";

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
  }

  /** Has threads told, of units as they were published last, these properties being open. */
  tell(open: readonly number[]): void {
    if (this.isNone) return;
    const rows = [...this.#publisher.rows()];
    const { twins } = this.#publisher;
    for (const { unit, index, row } of rows) {
      const others = rows.filter((other) => twins[other.index] === index).map((other) => other.unit);
      const isOpen = ({ properties }: Unit) => properties.some((each) => open.includes(each));
      this.#publisher.setLeast(index, row, this.#leastOf([unit, ...others.filter(isOpen)]));
    }
  }

  /** Null: of one of them nothing is known. */
  #leastOf(units: readonly Unit[]): Int32Array | null {
    const found = this.#found.all().filter(({ error }) => error === null);
    let greatest: Finding | null = null;
    for (const { properties } of units) {
      const least = properties.length === 1 ? found.find(({ property }) => property === properties[0]) : undefined;
      if (least === undefined) return null;
      if (greatest === null || compareFindings(least, greatest) > 0) greatest = least;
    }
    return greatest?.state ?? null;
  }
}
