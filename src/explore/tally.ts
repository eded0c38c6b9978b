/** What the threads of a search report of it, summed, and how many states each level has. */
import { synodError } from "../errors/errors.ts";
import type { Program } from "../program/program.ts";
import type { Report } from "./assignment.ts";
import type { SavedTally } from "./between-levels.ts";
import { Findings } from "./finding.ts";
import type { Walk } from "./walk.ts";

export class Tally {
  readonly findings = new Findings();
  generated = 0;
  /** Successors that were not let in. */
  beyond = 0;
  readonly #enabled: Float64Array;
  readonly #deeper: Float64Array;
  readonly #crossed: Float64Array;
  readonly #levels: number[] = [];
  #unreduced = 0;
  #terminal = 0;
  /** States of the level that is being expanded whose steps were taken. */
  #expanded = 0;

  constructor({ enabled, crossed }: Program) {
    this.#enabled = new Float64Array(enabled.length);
    this.#deeper = new Float64Array(enabled.length);
    this.#crossed = new Float64Array(crossed.length);
  }

  save(): SavedTally {
    return {
      levels: this.#levels,
      generated: this.generated,
      unreduced: this.#unreduced,
      terminal: this.#terminal,
      enabled: [...this.#enabled],
      deeper: [...this.#deeper],
      crossed: [...this.#crossed],
      findings: this.findings
        .all()
        .map(({ property, step, level, state }) => ({ property, step, level, state: [...state] })),
    };
  }

  /** Of nothing summed yet, becomes what was saved. */
  restore(saved: SavedTally): void {
    this.#levels.push(...saved.levels);
    this.generated = saved.generated;
    this.#unreduced = saved.unreduced;
    this.#terminal = saved.terminal;
    addTo(this.#enabled, saved.enabled);
    addTo(this.#deeper, saved.deeper);
    addTo(this.#crossed, saved.crossed);
    for (const finding of saved.findings)
      this.findings.add({ ...finding, state: Int32Array.from(finding.state), error: null });
  }

  /** States of the next level are going to be found. */
  openLevel(): void {
    this.#levels.push(0);
    this.#expanded = 0;
  }

  /** Every state of this level is expanded: as many as were found, or some were lost on the way, whoever had them. */
  closeLevel(level: number): void {
    if (this.#expanded === this.at(level)) return;
    const problem = `the search has expanded ${this.#expanded} states of depth ${level}, of ${this.at(level)}`;
    throw synodError("internal", { problem });
  }

  /** How many states of a level have been found. */
  at(level: number): number {
    return this.#levels[level] as number;
  }

  /** The states of a report are of the level that was opened last. */
  add(report: Report): void {
    const level = this.#levels.length - 1;
    this.generated += report.generated;
    this.#expanded += report.expanded;
    this.beyond += report.beyond;
    this.#unreduced += report.unreduced;
    this.#terminal += report.terminal;
    this.#levels[level] = this.at(level) + report.added;
    addTo(this.#enabled, report.enabled);
    addTo(this.#deeper, report.deeper);
    addTo(this.#crossed, report.crossed);
    for (const finding of report.findings) this.findings.add(finding);
  }

  /** Of the search, when it has ended. */
  sums(): Pick<
    Walk,
    | "distinct"
    | "unreduced"
    | "generated"
    | "depth"
    | "terminal"
    | "levels"
    | "findings"
    | "enabled"
    | "deeper"
    | "crossed"
  > {
    const levels = this.#levels.at(-1) === 0 ? this.#levels.slice(0, -1) : this.#levels;
    return {
      distinct: levels.reduce((sum, count) => sum + count, 0),
      unreduced: this.#unreduced,
      generated: this.generated,
      depth: Math.max(0, levels.length - 1),
      terminal: this.#terminal,
      levels,
      findings: this.findings.all(),
      enabled: this.#enabled,
      deeper: this.#deeper,
      crossed: this.#crossed,
    };
  }
}

function addTo(sums: Float64Array, counts: ArrayLike<number>): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (counts[at] as number);
}
