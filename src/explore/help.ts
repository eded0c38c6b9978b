/** What a crew does for one search: called once there is enough to do, used when its threads have joined. */
import { asSynodError, type SynodError } from "../errors/errors.ts";
import type { Model } from "../model/model.ts";
import type { ReductionPlan } from "../program/program.ts";
import type { SharedSlots } from "../store/visited-set.ts";
import type { Assignment, Report } from "./assignment.ts";
import type { Crew } from "./crew.ts";
import type { Examination, ExaminationReport } from "./examination.ts";
import type { KernelTask } from "./kernel-turns.ts";
import type { SharedWalk } from "./shared-walk.ts";

export class Help {
  /** Threads that there would be. */
  readonly size: number;
  /** Whether they are there, with this search's program. */
  joined = false;
  /** Why they are not, and will not be. */
  missing: SynodError | null = null;
  /** Whether lags were cut off in some thread, see Abstraction. */
  lagsCut = false;
  readonly #hire: () => Promise<Crew>;
  readonly #model: Model;
  #crew: Crew | null = null;
  #search = -1;
  #joining: Promise<void> | null = null;
  #hasCalledUp = false;
  /** What a search fails with that goes on to need them. */
  #failure: unknown = null;

  /** `hire` gives the crew, when it is needed. */
  constructor(size: number, model: Model, hire: () => Promise<Crew>) {
    this.size = size;
    this.#model = model;
    this.#hire = hire;
  }

  /** Asks the crew to join a search, the first time; resolves when it has, or will not. Never rejects. */
  join(search: number, plan: ReductionPlan): Promise<void> {
    this.#joining ??= this.#join(search, plan);
    return this.#joining;
  }

  async #join(search: number, plan: ReductionPlan): Promise<void> {
    try {
      this.#search = search;
      this.#crew = await this.#hire();
      const refusal = await this.#crew.join({ search, model: this.#model, plan });
      if (refusal === null) this.joined = true;
      else this.missing = asSynodError(refusal);
    } catch (error) {
      this.#failure = error;
    }
  }

  /** Whether they can be put to work now; throws if they never can, and that is an error. */
  get isReady(): boolean {
    if (this.#failure !== null) throw this.#failure;
    return this.joined;
  }

  /** Has threads come up that a kernel's search is going to ask for. If they do not, that is told when it does. */
  comeUp(): void {
    if (this.#hasCalledUp || this.size === 1) return;
    this.#hasCalledUp = true;
    this.#hire()
      .then((crew) => crew.comeUp(this.size - 1))
      .catch(() => {});
  }

  /** As of a crew; nobody need have joined. */
  async takeTurns(tasks: readonly KernelTask[]): Promise<void> {
    await (await this.#hire()).takeTurns(tasks);
  }

  async search(walk: SharedWalk, assignments: readonly Assignment[]): Promise<Report[]> {
    const reports = await (this.#crew as Crew).search(walk, assignments);
    if (reports.some(({ lagsCut }) => lagsCut)) this.lagsCut = true;
    return reports;
  }

  move(from: SharedSlots, to: SharedSlots, first: number, end: number): Promise<void> {
    return (this.#crew as Crew).move(from, to, first, end, this.#search);
  }

  /** Whether they were called, and it is not known yet whether they will be of use. */
  get isComing(): boolean {
    return this.#joining !== null && !this.joined && this.missing === null && this.#failure === null;
  }

  /** To be called when they have joined. */
  examine(examination: Omit<Examination, "search">): Promise<ExaminationReport[]> {
    return (this.#crew as Crew).examine({ ...examination, search: this.#search });
  }

  /** The search has ended: its threads may forget it. Does not wait for those that are still on the way. */
  leave(): void {
    if (this.#joining === null) return;
    void this.#joining.then(() => this.#crew?.leave(this.#search)).catch(() => {});
  }
}
