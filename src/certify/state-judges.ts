/**
 * The judges that run a model's closures: what each makes of a state, and under symmetry of the state's renamings. The
 * calling thread has some, and so has every thread that judges a share of the states (shares.ts).
 */
import { isSynodError } from "../errors/errors.ts";
import { type Halt, Halted, neverHalt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import type { Program } from "../program/program.ts";
import { reducedProgram } from "../reduce/reduce.ts";
import { keptBy } from "../reduce/table.ts";
import { layoutOf } from "../state/layout.ts";
import type { Members } from "../store/members.ts";
import { CompiledRun } from "./compiled-run.ts";
import { Disagreement } from "./disagreement.ts";
import { type Examined, Examiner, type JudgedGraph } from "./examiner.ts";
import { PackedRun } from "./packed-run.ts";
import { predicatesOf, type Question } from "./question.ts";
import { RenamedStates } from "./renamed.ts";
import type { Run } from "./run.ts";
import { Signer } from "./signature.ts";
import { StandIns } from "./stand-ins.ts";

/** What the judges are to confirm, and what they may look things up in. */
export interface Subject {
  readonly question: Question;
  readonly members: Members;
  readonly graph: JudgedGraph | null;
}

export class StateJudges {
  /** Asked in the midst of a state, of which there is nothing to say then. */
  halt: Halt = neverHalt;
  readonly standIns: StandIns;
  readonly signer: Signer;
  readonly about: Examined;
  readonly closures: Examiner;
  readonly #packed: PackedRun;
  /** By the compiled model, and by its closures where that finds a difference. Null: no symmetry is in force. */
  readonly #renamed: RenamedStates | null;
  readonly #renamedAnew: RenamedStates | null;

  /** `program`: the one that was searched with, or its like in this thread; `renamesAll`: every renaming is tried, where they are few. */
  constructor(model: Model, program: Program, { question, members, graph }: Subject, renamesAll: boolean) {
    const layout = layoutOf(model.schema);
    const halt: Halt = () => this.halt();
    this.#packed = new PackedRun(model, layout, true, halt);
    this.standIns = new StandIns(model, question.plan, layout);
    const ordered = keptBy(question.plan).steps ? null : reducedProgram(model, question.plan);
    this.about = { question, members, graph, ordered };
    this.closures = new Examiner(this.#packed, this.standIns, program, this.about);
    const rules = program.instances.rules.map(({ name }) => name);
    this.signer = new Signer(rules, program.predicates, predicatesOf(question));
    const { symmetric } = this.standIns;
    symmetric?.beneath.heed(halt);
    const renamedBy = (run: Run) =>
      symmetric === null
        ? null
        : new RenamedStates(run, this.standIns, this.signer, { program, elements: symmetric.elements }, renamesAll);
    this.#renamed = symmetric === null ? null : renamedBy(new CompiledRun(symmetric.beneath));
    this.#renamedAnew = renamedBy(this.#packed);
  }

  /** How many renamings are tried of each state, and how many there are (null: beyond 2^53); null: no symmetry is in force. */
  get renamings(): { readonly tried: number; readonly of: number | null } | null {
    return this.#renamedAnew?.renamings ?? null;
  }

  /** The state that was renamed last, and its renaming, where they were found to differ. */
  get renaming(): readonly Int32Array[] {
    return this.#renamedAnew?.now ?? [];
  }

  /** Throws a Disagreement, `Halted`, or what a closure throws. */
  examine(states: Int32Array, offset: number): void {
    this.closures.examine(states, offset);
  }

  /** The same, or `asymmetric-model`. What the compiled model finds is told only if its closures say so as well. */
  examineRenamed(states: Int32Array, offset: number): void {
    try {
      this.#renamed?.examine(states, offset);
    } catch (error) {
      if (error instanceof Halted) throw error;
      this.#renamedAnew?.examine(states, offset);
      if (!isSynodError(error, "asymmetric-model")) throw error;
      const state = states.slice(offset, offset + this.standIns.words);
      const about = { subject: "what renaming elements changes", search: "something", finds: "nothing" };
      throw new Disagreement({ state, ...about, judge: this.#packed.name });
    }
  }
}
