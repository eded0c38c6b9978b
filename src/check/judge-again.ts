/**
 * A complete search judged a second time, by others: the interpreter, which shares nothing with trees, memos, gates and
 * kernels, and the model's closures run directly. Small spaces are judged whole, of larger ones an even sample as long as
 * time allows, or all when certification was asked for (docs/decisions/0013-a-search-that-holds-is-judged-twice.md).
 */
import { platform } from "#platform";
import { Disagreement } from "../certify/disagreement.ts";
import { EngineAnswers } from "../certify/engine-answers.ts";
import { Examiner } from "../certify/examiner.ts";
import { InterpretedRun } from "../certify/interpreted-run.ts";
import type { Question } from "../certify/question.ts";
import { type Found, Share, sharesOf } from "../certify/shares.ts";
import { StateJudges } from "../certify/state-judges.ts";
import { isSynodError, reviveError, synodError } from "../errors/errors.ts";
import type { ThreadedJudges, Walk } from "../explore/walk.ts";
import { Halted, type HaltReason, neverHalt, processHalt } from "../halt.ts";
import type { Model } from "../model/model.ts";
import type { Program } from "../program/program.ts";
import { keptBy } from "../reduce/table.ts";
import { layoutOf } from "../state/layout.ts";
import type { JudgedAgain } from "../verify/verdict.ts";
import { lookBeside } from "./beside-threads.ts";
import { compareSums, type Sums, sumOf } from "./compare-sums.ts";
import { judgeByThreads } from "./judge-shares.ts";
import { deepestFirst, type KeptPlace, leapingPlaces, placesOf } from "./kept-places.ts";
import { anotherInstance, type Remaking, twoInstances } from "./model-anew.ts";
import { SMALL_SPACE, statesFoundAlone } from "./search-alone.ts";
import { WhoseFault } from "./whose-fault.ts";

/** Of a small space all renamings of its states are tried, if they are no more than this. */
const SMALL_RENAMED = 10_000;
const SMALL_MS = 20_000;
/** The time allowed: this, or a share of what the search took. */
const LEAST_MS = 250;
/** What every judge has of it, whatever went before: getting ready is part of the time allowed. */
const LEAST_SHARE_MS = 20;
const SHARE = 0.05;
/** How long it is looked for states in which a model differs from itself, when the judges disagree with the search. */
const WHOSE_FAULT_MS = 2000;
/** How long the judges work before they let the event loop breathe. */
const SLICE_MS = 40;
/** Threads are asked where they have so long: they import the model anew before they judge. */
const THREADS_MS = 500;

export interface Judging extends Remaking {
  /** The program that was searched. */
  readonly program: Program;
  readonly walk: Walk;
  readonly question: Question;
  /** How long the search took. */
  readonly searchMs: number;
  /** Whether to judge all states, however long it takes. */
  readonly certify: boolean;
  readonly progress?: (judged: number, of: number) => void;
}

/** When `until` has passed it ends with what was judged. Throws `impure-model`, `asymmetric-model`, or `judged-differently`. */
export async function judgeAgain(judging: Judging): Promise<JudgedAgain> {
  const begun = performance.now();
  const [interpreted, direct] = await twoInstances(judging);
  return new Judgement(judging, interpreted, direct, begun).run();
}

class Judgement {
  readonly #judging: Judging;
  readonly #interpreted: InterpretedRun;
  readonly #byInterpreter: Examiner;
  readonly #judges: StateJudges;
  readonly #fault: WhoseFault;
  readonly #words: number;
  readonly #small: boolean;
  /** Whether every renaming of every state is tried, where they are few. */
  readonly #renamesAll: boolean;
  /** Of the closures. */
  #sums: Sums = { states: 0, terminal: 0, enabled: new Float64Array(0), crossed: new Float64Array(0) };
  readonly #begun: number;
  #breathed = performance.now();
  /** Until when the judge who is at work may look. */
  #until = Number.POSITIVE_INFINITY;

  /** The interpreter runs one instance of the model, the closures are those of the other. */
  constructor(judging: Judging, interpreted: Model, direct: Model, begun: number) {
    this.#begun = begun;
    const { program, walk, question } = judging;
    this.#judging = judging;
    this.#words = program.words;
    this.#small = walk.distinct <= SMALL_SPACE;
    this.#renamesAll = judging.certify || (this.#small && walk.unreduced <= SMALL_RENAMED);
    const halt = () => this.#haltReason();
    this.#interpreted = new InterpretedRun(interpreted, layoutOf(interpreted.schema), true, halt);
    const { members, graph } = walk;
    this.#judges = new StateJudges(direct, program, { question, members, graph }, this.#renamesAll);
    this.#judges.halt = halt;
    const { standIns, about, signer } = this.#judges;
    this.#fault = new WhoseFault([judging.model, interpreted, direct], signer, program.layout);
    const engine = new EngineAnswers(program, question);
    this.#byInterpreter = new Examiner(this.#interpreted, standIns, program, about, engine);
  }

  async run(): Promise<JudgedAgain> {
    try {
      return await this.#run();
    } catch (error) {
      if (error instanceof Disagreement) throw (await this.#impurityAnywhere(error)) ?? this.#fault.explain(error);
      // A model that differs from itself differs from its renamings as well.
      const impure = isSynodError(error, "asymmetric-model") ? this.#fault.impurity(this.#judges.renaming) : null;
      throw impure ?? error;
    }
  }

  /** Asked in the midst of a state with very many instances: why to leave it. */
  #haltReason(): HaltReason | null {
    const { signal, until } = this.#judging;
    if (performance.now() > Math.min(this.#until, until)) return "time";
    return processHalt() ?? (signal?.aborted ? "interrupted" : null);
  }

  /**
   * The error of a model that differs from itself: where the judges disagree with the search or, where that is not seen
   * there, in another of the states, when an instance that was asked nothing yet is asked in another order. Null: it does not.
   */
  async #impurityAnywhere({ state }: Disagreement): Promise<Error | null> {
    const found = state === null ? null : this.#fault.impurity([state]);
    const { again, walk } = this.#judging;
    if (found !== null || again === null) return found;
    const fresh = await anotherInstance(this.#judging);
    const order = this.#small ? deepestFirst(walk, this.#words) : placesOf(walk);
    return this.#fault.differenceFrom(fresh, order, performance.now() + WHOSE_FAULT_MS);
  }

  async #run(): Promise<JudgedAgain> {
    const { walk, searchMs, certify } = this.#judging;
    const allowed = Math.max(LEAST_MS, SHARE * searchMs);
    const { renamings } = this.#judges;
    const share = allowed / (renamings === null ? 2 : 3);
    const end = this.#begun + allowed;
    const until = (always: boolean) => {
      const now = performance.now();
      return always ? now + SMALL_MS : Math.max(now + LEAST_SHARE_MS, Math.min(now + share, end));
    };
    const endless = Number.POSITIVE_INFINITY;
    const beginnings = () => this.#eachInitial(this.#judges.closures, certify ? endless : until(this.#small));
    // Of few states the deepest come first, before the initial ones are made: in no order that the search had.
    let begun = this.#small ? false : await beginnings();
    const order = this.#small ? deepestFirst(walk, this.#words) : null;
    const threads = certify || share >= THREADS_MS ? this.#threads : null;
    const closures = await this.#judge("closures", threads, certify ? endless : until(this.#small), order);
    if (this.#small) begun = await beginnings();
    await this.#eachInitial(this.#byInterpreter, until(this.#small));
    const rename = () => this.#judge("renamings", threads, certify ? endless : until(this.#small), order);
    // All of them before the interpreter, which goes by the classes that they make; some of them in the time that is left.
    let renamed = renamings !== null && this.#renamesAll ? await rename() : null;
    if (closures === walk.distinct) compareSums(this.#judging, this.#judges.closures.run.name, this.#sums);
    const asked = until(this.#small);
    const isWhole = this.#small && (await this.#searchAlone(asked).catch(unlessHalted));
    const interpreted = isWhole
      ? walk.distinct
      : await this.#each(asked, null, (states, offset) => this.#byInterpreter.examine(states, offset));
    if (renamings !== null && !this.#renamesAll) renamed = await rename();
    // One state stands for others only if the model treats them alike: what was not renamed was not judged.
    const states = Math.min(Math.max(closures, interpreted), renamed ?? walk.distinct);
    const all = begun && states === walk.distinct;
    return {
      states,
      of: walk.distinct,
      all,
      interpreter: interpreted,
      closures,
      renamed,
      renamings,
      differFewerThan: all || states === 0 ? null : 3 / states,
    };
  }

  /** The threads of the search, if they were called and are of use: a small space is judged in an order that they do not have. */
  get #threads(): ThreadedJudges | null {
    const { judges, graph } = this.#judging.walk;
    return judges !== null && (judges.joined || judges.isComing) && graph === null && !this.#small ? judges : null;
  }

  /**
   * Has all kept states judged until time is up, by threads where there are any, in this one as long as they are still
   * coming up, and beside them; answers with how many were.
   */
  async #judge(
    by: "closures" | "renamings",
    threads: ThreadedJudges | null,
    until: number,
    order: Iterable<KeptPlace> | null,
  ): Promise<number> {
    const judges = this.#judges;
    const look = (states: Int32Array, offset: number) =>
      by === "closures" ? judges.examine(states, offset) : judges.examineRenamed(states, offset);
    if (threads === null) {
      const done = await this.#each(until, order, look);
      if (by === "closures") this.#sums = judges.closures;
      return done;
    }
    const { walk, question, again, signal, progress, until: end } = this.#judging;
    this.#until = until;
    const { pieces, stride } = walk.kept;
    const shares = sharesOf({ pieces, stride, words: this.#words });
    const own = new Share(shares);
    while (!threads.joined) {
      if (performance.now() > until || !(await this.#breathe(own.states))) break;
      if (!isDone(() => own.judgeBlock(look))) break;
    }
    const { states, terminal, enabled, crossed } = judges.closures;
    const sums = { states, terminal, enabled: enabled.slice(), crossed: crossed.slice() };
    if (by === "closures") this.#sums = sums;
    if (!threads.joined) return own.states;
    const judging = judgeByThreads(threads, {
      walk,
      shares,
      question,
      by,
      renamesAll: this.#renamesAll,
      anew: again !== null,
      until: Math.min(until, end),
      signal,
      progress: progress && ((done) => progress(done, walk.distinct)),
    });
    const { done: judged, failure } = await lookBeside(judging, leapingPlaces(walk), look);
    if (judged.found !== null) this.#retell(judged.found, look);
    if (failure !== null) throw failure.thrown;
    if (by === "closures") this.#sums = sumOf(sums, judged);
    return own.states + judged.states;
  }

  /** Throws what a thread found: as it is found here, so that it can be explained, or as the thread says. */
  #retell({ state, disagreement, error }: Found, look: (states: Int32Array, offset: number) => void): never {
    this.#judges.halt = neverHalt;
    look(state, 0);
    if (disagreement !== null) throw new Disagreement(disagreement);
    throw error === null
      ? synodError("internal", { problem: "a thread found nothing, and said so" })
      : reviveError(error);
  }

  /** Whether all initial states were looked at before time was up. */
  async #eachInitial(examiner: Examiner, until: number): Promise<boolean> {
    for (const state of examiner.run.initialStates()) {
      if (state !== null) examiner.examineInitialState(state);
      if (performance.now() > until || !(await this.#breathe(0))) return false;
    }
    return true;
  }

  /** Has the interpreter search the model on its own, if it is small enough; whether all states of the set were met. */
  async #searchAlone(until: number): Promise<boolean> {
    this.#until = until;
    const goesOn = async (met: number) => performance.now() <= until && (await this.#breathe(met));
    const { standIns } = this.#judges;
    const standing = await statesFoundAlone(this.#judging, this.#interpreted, this.#byInterpreter, standIns, goesOn);
    if (standing === null) return false;
    await this.#each(Number.POSITIVE_INFINITY, null, (states, offset) => {
      const state = states.slice(offset, offset + this.#words);
      if (standing.has(state.join())) return;
      const about = { state, subject: "the state itself", search: "it can be reached", finds: "it cannot" };
      throw new Disagreement({ ...about, judge: this.#interpreted.name });
    });
    return keptBy(this.#judging.program.plan).states !== "some";
  }

  /** Does something with every kept state until time is up; answers with how many it was done. */
  async #each(
    until: number,
    order: Iterable<KeptPlace> | null,
    look: (states: Int32Array, offset: number) => void,
  ): Promise<number> {
    let done = 0;
    this.#until = until;
    for (const { states, offset } of order ?? placesOf(this.#judging.walk)) {
      if (performance.now() > until || !(await this.#breathe(done))) return done;
      const isLooked = isDone(() => {
        look(states, offset);
        return true;
      });
      if (!isLooked) return done;
      done++;
    }
    return done;
  }

  /** Whether to go on; lets the event loop breathe now and then. */
  async #breathe(done: number): Promise<boolean> {
    const { signal, progress, walk, until } = this.#judging;
    if (signal?.aborted || performance.now() > until) return false;
    if (performance.now() - this.#breathed < SLICE_MS) return true;
    await platform.breathe();
    this.#breathed = performance.now();
    progress?.(done, walk.distinct);
    return !signal?.aborted;
  }
}

/** What `look` answers; false where it was left in the midst of a state. */
function isDone(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    return unlessHalted(error);
  }
}

function unlessHalted(error: unknown): false {
  if (error instanceof Halted) return false;
  throw error;
}
