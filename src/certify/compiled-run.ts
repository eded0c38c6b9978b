/**
 * A compiled program as a run: five times as fast as the closures themselves, and no judge, since it has trees, memos and
 * gates. It looks for states that renaming makes the model treat differently, which a judge then looks at itself.
 */
import type { Program, Visitor } from "../program/program.ts";
import type { Run } from "./run.ts";

export class CompiledRun implements Run {
  readonly name = "the compiled model";
  readonly source: Int32Array;
  readonly #program: Program;

  /** The program is one without reductions. */
  constructor(program: Program) {
    this.#program = program;
    this.source = new Int32Array(program.words);
  }

  get after(): Int32Array {
    return this.#program.work.subarray(0, this.source.length);
  }

  get crossed(): Float64Array {
    return this.#program.crossed;
  }

  initialStates(): Iterable<Int32Array> {
    return this.#program.initialStates();
  }

  load(states: Int32Array, offset: number): void {
    this.source.set(states.subarray(offset, offset + this.source.length));
    this.#program.load(this.source, 0);
  }

  /** Of the instances that change nothing, as many as there are, of no step in particular. */
  steps(take: (step: number, rule: number) => void): void {
    const program = this.#program;
    program.load(this.source, 0);
    program.enabled.fill(0);
    program.crossed.fill(0);
    const changing = new Array<number>(program.enabled.length).fill(0);
    const visitor: Visitor = {
      visit: (step) => {
        changing[program.rule] = (changing[program.rule] as number) + 1;
        take(step, program.rule);
      },
      fail: (_, error) => {
        throw error;
      },
    };
    program.expand(visitor);
    program.load(this.source, 0);
    for (let rule = 0; rule < changing.length; rule++) {
      const idle = (program.enabled[rule] as number) - (changing[rule] as number);
      for (let nth = 0; nth < idle; nth++) take(-1, rule);
    }
  }

  holds(predicate: number): boolean {
    return this.#program.holds(predicate);
  }
}
