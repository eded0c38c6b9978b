/**
 * A complete search judged a second time, by others: the interpreter, which shares nothing with trees, memos, gates and
 * kernels, and the model's closures run directly. Small spaces are judged whole, of larger ones an even sample as long as
 * time allows, or all when certification was asked for (docs/decisions/0013-a-search-that-holds-is-judged-twice.md).
 */
import { CompiledRun } from "../certify/compiled-run.ts";
import { Disagreement } from "../certify/disagreement.ts";
import { EngineAnswers } from "../certify/engine-answers.ts";
import { Examiner, equal } from "../certify/examiner.ts";
import { InterpretedRun } from "../certify/interpreted-run.ts";
import { type Counts, OwnSearch } from "../certify/own-search.ts";
import { PackedRun } from "../certify/packed-run.ts";
import { predicatesOf, type Question } from "../certify/question.ts";
import { RenamedStates } from "../certify/renamed.ts";
import type { Run } from "../certify/run.ts";
import { Signer } from "../certify/signature.ts";
import { StandIns } from "../certify/stand-ins.ts";
import { storedOf } from "../certify/stored-words.ts";
import { isSynodError, synodError } from "../errors.ts";
import type { Walk } from "../explore/explorer.ts";
import type { Model } from "../model/model.ts";
import { plainState } from "../program/plain-store.ts";
import type { Program } from "../program/program.ts";
import { reducedProgram } from "../program/reduce.ts";
import { SymmetricProgram } from "../program/symmetry/symmetric-program.ts";
import { layoutOf } from "../state/layout.ts";
import { plainText } from "../state/plain.ts";
import { LEVEL } from "../store/least-states.ts";
import type { JudgedAgain } from "../verify/verdict.ts";

/** Spaces of no more states than this are judged whole, whatever time that takes, within reason. */
const SMALL = 1000;
/** So are, of such a space, all renamings of its states, if they are no more than this. */
const SMALL_RENAMED = 10_000;
/** Spaces of the model itself that the interpreter searches on its own where a reduction is in force. */
const SMALL_UNREDUCED = 250;
const SMALL_MS = 20_000;
/** The time allowed: this, or a share of what the search took. */
const LEAST_MS = 250;
const SHARE = 0.05;
/** How long the judges work before they let the event loop breathe. */
const SLICE_MS = 40;

export interface Judging {
  readonly model: Model;
  /** Makes the same model once more, from a module imported anew; null: nobody knows how. */
  readonly again: (() => Promise<Model>) | null;
  /** The program that was searched. */
  readonly program: Program;
  readonly walk: Walk;
  readonly question: Question;
  /** How long the search took. */
  readonly searchMs: number;
  /** Whether to judge all states, however long it takes. */
  readonly certify: boolean;
  readonly progress?: (judged: number, of: number) => void;
  readonly signal?: AbortSignal;
  /** When performance.now() passes this, it ends with what was judged. */
  readonly until: number;
}

/** Throws `impure-model`, `asymmetric-model`, or `judged-differently`. */
export async function judgeAgain(judging: Judging): Promise<JudgedAgain> {
  return new Judgement(judging, await instanceOf(judging), await instanceOf(judging)).run();
}

async function instanceOf({ model, again }: Judging): Promise<Model> {
  // A module that cannot be imported twice is taken as it is.
  const made = again === null ? model : await again().catch(() => model);
  const shape = ({ schema, rules, properties }: Model) =>
    [layoutOf(schema).words, ...rules.map(({ name }) => name), ...properties.map(({ name }) => name)].join("\n");
  if (shape(made) === shape(model)) return made;
  const problem = "its module, imported again, makes another model";
  throw synodError("impure-model", { subject: model.name ?? "the model", problem });
}

class Judgement {
  readonly #judging: Judging;
  readonly #models: readonly [Model, Model];
  readonly #interpreted: InterpretedRun;
  readonly #packed: PackedRun;
  readonly #standIns: StandIns;
  readonly #byInterpreter: Examiner;
  readonly #byClosures: Examiner;
  readonly #signer: Signer;
  /** By the compiled model, and by its closures where that finds a difference. */
  readonly #renamed: RenamedStates | null;
  readonly #renamedAnew: RenamedStates | null;
  readonly #words: number;
  readonly #small: boolean;
  /** Whether every renaming of every state is tried. */
  readonly #renamesAll: boolean;
  #breathed = performance.now();

  /** The interpreter runs one instance of the model, the closures are those of the other. */
  constructor(judging: Judging, interpreted: Model, direct: Model) {
    const { program, walk, question } = judging;
    this.#judging = judging;
    this.#models = [interpreted, direct];
    this.#words = program.words;
    this.#small = walk.distinct <= SMALL;
    this.#renamesAll = this.#small && walk.unreduced <= SMALL_RENAMED;
    const layouts = [layoutOf(interpreted.schema), layoutOf(direct.schema)] as const;
    this.#interpreted = new InterpretedRun(interpreted, layouts[0], true);
    this.#packed = new PackedRun(direct, layouts[1], true);
    this.#standIns = new StandIns(direct, question.plan, layouts[1]);
    const about = {
      question,
      visited: walk.visited,
      graph: walk.graph,
      ordered: question.plan.partialOrder === null ? null : reducedProgram(direct, question.plan),
    };
    const engine = new EngineAnswers(program, question);
    this.#byInterpreter = new Examiner(this.#interpreted, this.#standIns, program, about, engine);
    this.#byClosures = new Examiner(this.#packed, this.#standIns, program, about);
    const rules = program.instances.rules.map(({ name }) => name);
    this.#signer = new Signer(program.words, rules, program.properties, predicatesOf(question));
    const { symmetric } = this.#standIns;
    const renamedBy = (run: Run) =>
      program instanceof SymmetricProgram
        ? new RenamedStates(run, this.#standIns, this.#signer, program, this.#renamesAll)
        : null;
    this.#renamed = symmetric === null ? null : renamedBy(new CompiledRun(symmetric.concrete));
    this.#renamedAnew = renamedBy(this.#packed);
  }

  async run(): Promise<JudgedAgain> {
    try {
      return await this.#run();
    } catch (error) {
      if (error instanceof Disagreement) throw this.#explain(error);
      // A model that differs from itself differs from its renamings as well.
      const impure = isSynodError(error, "asymmetric-model") ? this.#impurity(this.#renamedAnew?.now ?? []) : null;
      throw impure ?? error;
    }
  }

  async #run(): Promise<JudgedAgain> {
    const { walk, searchMs, certify } = this.#judging;
    const allowed = Math.max(LEAST_MS, SHARE * searchMs);
    const share = allowed / (this.#renamed === null ? 2 : 3);
    const until = (always: boolean) => performance.now() + (always ? SMALL_MS : share);
    const endless = Number.POSITIVE_INFINITY;
    const begun = await this.#eachInitial(this.#byClosures, certify ? endless : until(this.#small));
    await this.#eachInitial(this.#byInterpreter, until(this.#small));
    // The closures first, from the deepest states on where these are few: in no order that the search had.
    const order = this.#small ? deepestFirst(walk, this.#words) : null;
    const closures = await this.#each(certify ? endless : until(this.#small), order, (states, offset) =>
      this.#byClosures.examine(states, offset),
    );
    const renamed =
      this.#renamed === null
        ? null
        : await this.#each(certify ? endless : until(this.#renamesAll), order, (states, offset) =>
            this.#examineRenamed(states, offset),
          );
    if (closures === walk.distinct) this.#compareSums(this.#byClosures);
    const asked = until(this.#small);
    const isWhole = this.#small && (await this.#searchAlone(asked));
    const interpreted = isWhole
      ? walk.distinct
      : await this.#each(asked, null, (states, offset) => this.#byInterpreter.examine(states, offset));
    const states = Math.max(closures, interpreted);
    const all = begun && states === walk.distinct;
    return {
      states,
      of: walk.distinct,
      all,
      interpreter: interpreted,
      closures,
      renamed,
      differFewerThan: all || states === 0 ? null : 3 / states,
    };
  }

  /** What the compiled model finds is told only if its closures say so as well. */
  #examineRenamed(states: Int32Array, offset: number): void {
    try {
      this.#renamed?.examine(states, offset);
    } catch (error) {
      this.#renamedAnew?.examine(states, offset);
      if (!isSynodError(error, "asymmetric-model")) throw error;
      const state = states.slice(offset, offset + this.#words);
      const about = { subject: "what renaming elements changes", search: "something", finds: "nothing" };
      throw new Disagreement({ state, ...about, judge: this.#packed.name });
    }
  }

  /** Whether all initial states were looked at before time was up. */
  async #eachInitial(examiner: Examiner, until: number): Promise<boolean> {
    for (const state of examiner.run.initialStates()) {
      if (state !== null) examiner.examineInitialState(state);
      if (performance.now() > until || !(await this.#breathe(0))) return false;
    }
    return true;
  }

  /** Does something with every kept state until time is up; answers with how many it was done. */
  async #each(
    until: number,
    order: Iterable<Place> | null,
    look: (states: Int32Array, offset: number) => void,
  ): Promise<number> {
    let done = 0;
    for (const { states, offset } of order ?? placesOf(this.#judging.walk)) {
      if (performance.now() > until || !(await this.#breathe(done))) return done;
      look(states, offset);
      done++;
    }
    return done;
  }

  /** Whether to go on; lets the event loop breathe now and then. */
  async #breathe(done: number): Promise<boolean> {
    const { signal, progress, walk, until } = this.#judging;
    if (signal?.aborted || performance.now() > until) return false;
    if (performance.now() - this.#breathed < SLICE_MS) return true;
    await new Promise((resolve) => setImmediate(resolve));
    this.#breathed = performance.now();
    progress?.(done, walk.distinct);
    return !signal?.aborted;
  }

  /** Has the interpreter search the model on its own, if it is small enough; whether all states of the set were met. */
  async #searchAlone(until: number): Promise<boolean> {
    const { program, walk } = this.#judging;
    const { symmetry, staleMessages, partialOrder } = program.plan;
    const isWhole = !staleMessages && partialOrder === null;
    // With symmetry its classes are as large as all renamings say, which is known by now.
    if (isWhole && walk.unreduced > (symmetry === null ? SMALL : SMALL_UNREDUCED)) return false;
    const form = new Int32Array(this.#words);
    const { source } = this.#interpreted;
    const own = new OwnSearch(this.#interpreted, this.#byInterpreter, program, () => {
      if (!isWhole) return false;
      this.#standIns.of(source, 0, form);
      return equal(source, form);
    });
    while (own.advance()) {
      if (own.states.length > SMALL_UNREDUCED && !isWhole) return false;
      if (performance.now() > until || !(await this.#breathe(own.states.length))) return false;
    }
    const plain = symmetry === null && isWhole;
    const counts: Counts = {
      distinct: isWhole ? walk.unreduced : null,
      levels: plain ? walk.levels : null,
      // What is farthest may differ from what is nearer in forgotten messages only.
      depth: partialOrder === null && !staleMessages ? walk.depth : null,
      generated: plain ? walk.generated : null,
      terminal: plain ? walk.terminal : null,
      enabled: plain ? walk.enabled : null,
      deeper: plain ? walk.deeper : null,
    };
    own.compare(
      counts,
      program.instances.rules.map(({ name }) => name),
    );
    const standing = own.standIns(this.#standIns);
    const found = walk.distinct;
    if (partialOrder === null && standing.size !== found)
      throw this.#aboutAll("states, of those that stand for others", found, standing.size, this.#interpreted.name);
    await this.#each(Number.POSITIVE_INFINITY, null, (states, offset) => {
      const state = states.slice(offset, offset + this.#words);
      if (standing.has(state.join())) return;
      const about = { state, subject: "the state itself", search: "it can be reached", finds: "it cannot" };
      throw new Disagreement({ ...about, judge: this.#interpreted.name });
    });
    return isWhole;
  }

  /** All states were looked at: what was counted must be what the search counted. */
  #compareSums({ states, terminal, enabled, run }: Examiner): void {
    const { program, walk } = this.#judging;
    const agree = (subject: string, said: number, counted: number) => {
      if (said !== counted) throw this.#aboutAll(subject, said, counted, run.name);
    };
    agree("states", walk.distinct, states);
    program.instances.rules.forEach(({ name }, rule) => {
      agree(`enabled instances of ${name}`, walk.enabled[rule] as number, enabled[rule] as number);
    });
    agree("terminal states", walk.terminal, terminal);
    if (program.plan.partialOrder === null) {
      const initial = program.initialStates().count;
      agree(
        "generated states",
        walk.generated,
        enabled.reduce((sum, count) => sum + count, initial),
      );
    }
    const levels = new Array<number>(walk.levels.length).fill(0);
    for (const { chunk, from, to } of walk.kept.pieces) {
      const entries = new Int32Array(chunk);
      for (let at = from; at < to; at += walk.kept.stride) {
        const level = entries[at + this.#words + LEVEL] as number;
        levels[level] = (levels[level] ?? 0) + 1;
      }
    }
    levels.forEach((count, level) => {
      agree(`states at depth ${level}`, walk.levels[level] ?? 0, count);
    });
  }

  #aboutAll(subject: string, said: number, counted: number, judge: string): Disagreement {
    return new Disagreement({
      state: null,
      subject: `the number of ${subject}`,
      search: `${said}`,
      judge,
      finds: `${counted}`,
    });
  }

  /** Whose fault a disagreement is: closures that answer differently when they are asked again are impure. */
  #explain(found: Disagreement): Error {
    const impure = found.state === null ? null : this.#impurity([found.state]);
    if (impure !== null) return impure;
    const { subject, search, judge, finds } = found;
    return synodError("judged-differently", { state: this.#text(found.state), subject, search, judge, finds });
  }

  #impurity(states: readonly Int32Array[]): Error | null {
    for (const state of states) {
      const found = this.#differsFromItself(state);
      if (found === null) continue;
      const problem = `asked again of one state, in another order or another instance of the model, ${found.problem}`;
      return synodError("impure-model", { subject: found.subject, problem });
    }
    return null;
  }

  #differsFromItself(state: Int32Array): { readonly subject: string; readonly problem: string } | null {
    let first: Float64Array | null = null;
    for (const model of [this.#judging.model, ...this.#models, this.#judging.model]) {
      const run = new PackedRun(model, layoutOf(model.schema));
      run.load(state, 0);
      try {
        const signature = this.#signer.sign(run);
        const difference = first === null ? null : this.#signer.difference(first, signature);
        if (difference !== null) return difference;
        first = signature;
      } catch {
        return null;
      }
    }
    return null;
  }

  #text(state: Int32Array | null): string {
    if (state === null) return "";
    const plain = plainState(storedOf(this.#judging.program.layout, state, 0));
    return [...plain].map(([name, value]) => `${name}: ${plainText(value)}`).join(", ");
  }
}

/** Where a kept state stands. */
interface Place {
  readonly states: Int32Array;
  readonly offset: number;
}

/** Of all kept states, as they are kept: in one piece, or in one for every level and thread. */
function* placesOf({ kept }: Walk): Iterable<Place> {
  for (const { chunk, from, to } of kept.pieces) {
    const states = new Int32Array(chunk);
    for (let offset = from; offset < to; offset += kept.stride) yield { states, offset };
  }
}

/** Of a small walk's kept states, the deepest first. */
function deepestFirst(walk: Walk, words: number): readonly Place[] {
  const level = ({ states, offset }: Place) => states[offset + words + LEVEL] as number;
  return [...placesOf(walk)].sort((one, other) => level(other) - level(one));
}
