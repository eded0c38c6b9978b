/**
 * Looks at single states again: each must be in the visited set, and so must what stands for its successors; predicates
 * must answer as the verdict says; the transition graph must have its steps. If all states were looked at, then a set
 * that holds the initial states is closed under all steps, so nothing that can be reached is missing from it.
 */

import { isSynodError } from "../errors/errors.ts";
import { Halted } from "../halt.ts";
import { fingerprintHalf, fingerprintTable } from "../program/fingerprint.ts";
import { stepText } from "../program/instances.ts";
import { membersAt } from "../program/member-at.ts";
import type { Program } from "../program/program.ts";
import { asymmetric } from "../reduce/symmetry/concrete.ts";
import type { Members } from "../store/members.ts";
import { Disagreement } from "./disagreement.ts";
import type { EngineAnswers } from "./engine-answers.ts";
import { equal } from "./equal.ts";
import type { Question } from "./question.ts";
import { isBeyond, type Run } from "./run.ts";
import type { StandIns } from "./stand-ins.ts";

/** The transition graph, as explore/graph-build.ts makes it. */
export interface JudgedGraph {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly labels: Uint16Array | Uint32Array;
  /** What labels stand for; null: for themselves. */
  readonly instances: Uint32Array | null;
  readonly sets: readonly Uint8Array[];
  readonly place: Uint32Array;
}

export interface Examined {
  readonly question: Question;
  readonly members: Members;
  /** Null: no property over time is judged. */
  readonly graph: JudgedGraph | null;
  /** The program that chooses among next steps; null: all are taken. */
  readonly ordered: Program | null;
}

const TOLD_APART = "one is an initial state of the abstract model, and the other is not";

export class Examiner {
  readonly run: Run;
  /** Sums over the states examined: states, per rule enabled instances, states without any. */
  states = 0;
  terminal = 0;
  readonly enabled: Float64Array;
  /** States and steps beyond the constraint, as Program.crossed has them. */
  readonly crossed: Float64Array;
  readonly #standIns: StandIns;
  readonly #about: Examined;
  readonly #table: Int32Array;
  readonly #target: Int32Array;
  readonly #edges: number[] = [];
  /** Names for messages come from the program. */
  readonly #program: Program;
  /** The searched program, asked as well about states of the set; null: it is not. */
  readonly #engine: EngineAnswers | null;
  #step = -1;

  constructor(run: Run, standIns: StandIns, program: Program, about: Examined, engine: EngineAnswers | null = null) {
    this.#engine = engine;
    this.run = run;
    this.#standIns = standIns;
    this.#program = program;
    this.#about = about;
    this.#table = fingerprintTable(program.words);
    this.#target = new Int32Array(program.words);
    this.enabled = new Float64Array(program.instances.rules.length);
    this.crossed = new Float64Array(program.crossed.length);
  }

  /** An initial state must be in the set, and be what is said of initial states. Throws as `examine` does. */
  examineInitialState(state: Int32Array): void {
    if (!this.#isThere(state))
      throw this.#disagreement(state, "the state itself", "it is not in the visited set", "it is an initial state");
    const { initially } = this.#about.question;
    if (initially.length === 0) return;
    this.run.load(state, 0);
    this.#telling(() => {
      for (const at of initially) {
        // The search has asked it of those that stand for them: a renaming told them apart.
        const { symmetric } = this.#standIns;
        if (symmetric !== null && !this.run.holds(at))
          throw asymmetric(symmetric.elements.scalarsets, `property ${this.#propertyName(at)}`, TOLD_APART);
        this.#expect(at, true);
      }
    });
  }

  /** Examines a state of the visited set. Throws a Disagreement, or `Halted`, and what was counted is worth nothing then. */
  examine(states: Int32Array, offset: number): void {
    this.run.load(states, offset);
    this.examineLoaded(true);
  }

  /**
   * The same of the state that the run has loaded; `kept`: it is one of the set's own, of which more is known than of one
   * that another stands for. `each` is told of every enabled step.
   */
  examineLoaded(kept: boolean, each: (rule: number) => void = () => {}): void {
    this.#step = -1;
    this.#telling(() => this.#examine(kept, each));
  }

  /** What is thrown while states are looked at is a difference, too: the search says that nothing is. */
  #telling(look: () => void): void {
    try {
      look();
    } catch (error) {
      if (error instanceof Halted) throw error;
      // What the closed room refuses is the closure's doing, whoever runs it: a view kept from another run, for one.
      if (error instanceof Disagreement || isSynodError(error, "impure-model")) throw error;
      if (isSynodError(error, "asymmetric-model")) throw error;
      const subject = this.#step < 0 ? "a rule or a property" : `what follows on ${this.#stepName(this.#step)}`;
      const finds = `it throws: ${error instanceof Error ? error.message : String(error)}`;
      throw this.#disagreement(this.run.source, subject, "nothing is thrown", finds);
    }
  }

  #examine(kept: boolean, each: (rule: number) => void): void {
    const { run } = this;
    const { question, ordered } = this.#about;
    // Under partial order the set has some of the states that can be reached, and nothing stands for the others.
    const follows = kept || ordered === null;
    if (follows && !this.#isThere(run.source))
      throw this.#disagreement(run.source, "the state itself", "it is not in the visited set", "it can be reached");
    const graph = kept ? this.#about.graph : null;
    const place = graph === null ? 0 : (graph.place[this.#about.members.number] as number);
    const chosen = ordered === null || !kept ? null : this.#chosenSteps(ordered);
    const engine = kept ? this.#engine : null;
    engine?.begin();
    this.#edges.length = 0;
    let total = 0;
    let taken = 0;
    run.steps((step, rule) => {
      this.#step = step;
      total++;
      this.enabled[rule] = (this.enabled[rule] as number) + 1;
      each(rule);
      engine?.enabled(rule);
      if (equal(run.after, run.source)) return;
      this.#judgeStep(step);
      const isTaken = follows && (chosen === null || chosen.has(step));
      if (isTaken) {
        taken++;
        this.#follow(step);
      } else if (engine !== null) this.#standIns.of(run.after, 0, this.#target);
      engine?.leads(step, this.#target);
    });
    this.#step = -1;
    if (chosen !== null && taken !== chosen.size)
      throw this.#disagreement(
        run.source,
        "the steps that are taken",
        `there are ${chosen.size}`,
        `${taken} of them exist`,
      );
    this.states++;
    const { crossed } = run;
    for (let at = 0; at < crossed.length; at++)
      this.crossed[at] = (this.crossed[at] as number) + (crossed[at] as number);
    const isTerminal = total === 0 && !isBeyond(run);
    if (isTerminal) this.terminal++;
    for (const at of question.always) this.#expect(at, true);
    for (const at of question.never) this.#expect(at, false);
    if (isTerminal) for (const at of question.terminal) this.#expect(at, true);
    if (graph !== null) this.#compareGraph(graph, place);
    engine?.compare(run);
  }

  /** A step that changes nothing but what is forgotten stands still, and claims about steps are not about it. */
  #judgeStep(step: number): void {
    const { question } = this.#about;
    if (question.steps.length === 0) return;
    if (this.#standIns.forgets) {
      this.#standIns.forget(this.run.after, 0, this.#target);
      if (equal(this.#target, this.run.source)) return;
    }
    for (const at of question.steps) {
      if (this.run.holds(at)) continue;
      const subject = `property ${this.#propertyName(at)} of the step ${this.#stepName(step)}`;
      throw this.#disagreement(this.run.source, subject, "it holds", "it is false");
    }
  }

  #follow(step: number): void {
    if (!this.#isThere(this.run.after)) {
      const subject = `where ${this.#stepName(step)} leads`;
      throw this.#disagreement(this.run.source, subject, "that state is not in the visited set", "the step is enabled");
    }
    const { graph, members } = this.#about;
    if (graph !== null) this.#edges.push(step, graph.place[members.number] as number);
  }

  #expect(predicate: number, wanted: boolean): void {
    if (this.run.holds(predicate) === wanted) return;
    const subject = `property ${this.#propertyName(predicate)}`;
    throw this.#disagreement(this.run.source, subject, `it is ${wanted} here`, `it is ${!wanted}`);
  }

  #compareGraph({ offsets, targets, labels, instances, sets }: JudgedGraph, place: number): void {
    const { noted } = this.#about.question;
    for (let bit = 0; bit < noted.length; bit++)
      this.#expect(noted[bit] as number, (sets[bit] as Uint8Array)[place] === 1);
    const found = new Map<number, number>();
    for (let at = 0; at < this.#edges.length; at += 2) {
      if (this.#edges[at + 1] !== place) found.set(this.#edges[at] as number, this.#edges[at + 1] as number);
    }
    const from = offsets[place] as number;
    const to = offsets[place + 1] as number;
    let same = found.size === to - from;
    for (let at = from; at < to && same; at++) {
      const label = labels[at] as number;
      same = found.get(instances === null ? label : (instances[label] as number)) === targets[at];
    }
    if (same) return;
    const search = `the transition graph has ${to - from} steps from here`;
    throw this.#disagreement(
      this.run.source,
      "the transition graph",
      search,
      `there are ${found.size}, or they lead elsewhere`,
    );
  }

  /** The steps that partial order takes here. */
  #chosenSteps(program: Program): Set<number> {
    const chosen = new Set<number>();
    program.load(this.run.source, 0);
    program.expand({ visit: (step) => chosen.add(step), fail: (step) => chosen.add(step), leavesOut: true });
    return chosen;
  }

  /** Whether the visited set has what stands for a state; its number is then the set's. */
  #isThere(state: Int32Array): boolean {
    const target = this.#target;
    this.#standIns.of(state, 0, target);
    const low = fingerprintHalf(this.#table, target, 0, target.length, 0);
    const high = fingerprintHalf(this.#table, target, 0, target.length, 1);
    return this.#about.members.has(target, 0, low, high);
  }

  #stepName(step: number): string {
    return stepText(this.#program.instances, step, membersAt(this.#program.layout, this.run.source, 0));
  }

  #propertyName(predicate: number): string {
    return this.#program.predicates[predicate]?.name ?? "";
  }

  #disagreement(state: Int32Array, subject: string, search: string, finds: string): Disagreement {
    return new Disagreement({ state: state.slice(), subject, search, judge: this.run.name, finds });
  }
}
