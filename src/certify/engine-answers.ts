/**
 * What the searched program itself makes of a state, trees, memos, gates and all, beside what a judge makes of it: the
 * judge tells of the state and each of its enabled steps, and then the program is asked.
 */
import { fingerprintHalf, fingerprintTable } from "../program/fingerprint.ts";
import { stepText } from "../program/instances.ts";
import { membersAt } from "../program/member-at.ts";
import type { Program } from "../program/program.ts";
import { Disagreement } from "./disagreement.ts";
import type { Question } from "./question.ts";
import type { Run } from "./run.ts";

export class EngineAnswers {
  readonly #program: Program;
  readonly #predicates: readonly number[];
  readonly #table: Int32Array;
  readonly #enabled: Float64Array;
  /** What stands for where the changing steps lead. */
  readonly #expected = new Map<number, Int32Array>();

  constructor(program: Program, { always, never, noted }: Question) {
    this.#program = program;
    this.#predicates = [...always, ...never, ...noted];
    this.#table = fingerprintTable(program.words);
    this.#enabled = new Float64Array(program.instances.rules.length);
  }

  begin(): void {
    this.#enabled.fill(0);
    this.#expected.clear();
  }

  /** An instance of the rule is enabled. */
  enabled(rule: number): void {
    this.#enabled[rule] = (this.#enabled[rule] as number) + 1;
  }

  /** A step changes the state, and leads to what this stands for. */
  leads(step: number, form: Int32Array): void {
    this.#expected.set(step, form.slice());
  }

  /** Asks the program about the state that `run` has loaded. Throws a Disagreement. */
  compare(run: Run): void {
    const program = this.#program;
    const { words, instances } = program;
    const nameOf = (step: number) => stepText(instances, step, membersAt(program.layout, run.source, 0));
    const disagreement = (subject: string, search: string, finds: string) =>
      new Disagreement({ state: run.source.slice(), subject, search, judge: run.name, finds });
    const [before, crossedBefore] = [program.enabled.slice(), program.crossed.slice()];
    program.load(run.source, 0);
    program.expand({
      visit: (step) => {
        const form = this.#expected.get(step);
        const subject = `where ${nameOf(step)} leads`;
        if (form === undefined)
          throw disagreement(subject, "the step changes the state", "it is not enabled, or changes nothing");
        if (form.some((word, at) => word !== program.work[at]))
          throw disagreement(subject, "one state", "another state");
        const isHalf = (half: 0 | 1, said: number) => fingerprintHalf(this.#table, form, 0, words, half) === said;
        if (!isHalf(0, program.low) || !isHalf(1, program.high))
          throw disagreement(subject, "one fingerprint", "another fingerprint");
        this.#expected.delete(step);
      },
      fail: (step) => {
        throw disagreement(nameOf(step), "it throws", "it does not");
      },
    });
    for (const step of this.#expected.keys())
      throw disagreement(nameOf(step), "it is not enabled, or changes nothing", "it changes the state");
    instances.rules.forEach(({ name }, rule) => {
      const counted = (program.enabled[rule] as number) - (before[rule] as number);
      if (counted === this.#enabled[rule]) return;
      throw disagreement(`the enabled instances of ${name}`, `${counted}`, `${this.#enabled[rule]}`);
    });
    run.crossed.forEach((found, at) => {
      const counted = (program.crossed[at] as number) - (crossedBefore[at] as number);
      if (counted !== found) throw disagreement("what is beyond the constraint", `${counted}`, `${found}`);
    });
    program.load(run.source, 0);
    for (const predicate of this.#predicates) {
      const [said, found] = [program.holds(predicate), run.holds(predicate)];
      if (said === found) continue;
      throw disagreement(`property ${program.predicates[predicate]?.name}`, `it is ${said} here`, `it is ${found}`);
    }
    program.enabled.set(before);
    program.crossed.set(crossedBefore);
  }
}
