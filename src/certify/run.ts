/**
 * One way to find out what a model makes of a packed state, without anything that the search goes by. There are two:
 * its closures run straight on packed words (packed-run.ts), and the interpreter (interpreted-run.ts).
 */
export interface Run {
  /** How it is called where it disagrees. */
  readonly name: string;
  /** The loaded state, and while a step is taken, where it leads. */
  readonly source: Int32Array;
  readonly after: Int32Array;
  /** The initial states, some perhaps more than once, each valid until the next; null: a choice of values makes none. */
  initialStates(): Iterable<Int32Array | null>;
  load(states: Int32Array, offset: number): void;
  /**
   * Takes every enabled step of the loaded state, changing or not; of a state beyond the constraint none. A step beyond it
   * counts as one that changes nothing. Throws what a closure throws, and `Halted`.
   */
  steps(take: (step: number, rule: number) => void): void;
  /** What `steps` met beyond the constraint, the last time that it was asked, as Program.crossed has it. */
  readonly crossed: Float64Array;
  /** A predicate's answer, numbered as in Program: of the loaded state; of a claim about steps, of the one being taken. */
  holds(predicate: number): boolean;
}

/** Whether the state whose steps were asked for lies beyond the constraint. */
export function isBeyond({ crossed }: Run): boolean {
  return crossed.length > 0 && (crossed[0] as number) > 0;
}

/** Instances that are tried between two looks at whether to stop. */
export const HEEDED = 1024;

/**
 * Mixed-radix numbers of the codes per binding, the first binding the most significant; `reverse`: the greatest first.
 * `choices`: of a binding, given the codes of those before it; a number: all codes below it.
 */
export function eachIndex(
  choices: (at: number, codes: readonly number[]) => readonly number[] | number,
  sizes: readonly number[],
  reverse: boolean,
  each: (index: number) => void,
): void {
  const codes: number[] = [];
  const descend = (at: number, prefix: number): void => {
    if (at === sizes.length) {
      each(prefix);
      return;
    }
    const choice = choices(at, codes);
    const base = prefix * (sizes[at] as number);
    const count = typeof choice === "number" ? choice : choice.length;
    for (let nth = 0; nth < count; nth++) {
      const which = reverse ? count - 1 - nth : nth;
      const code = typeof choice === "number" ? which : (choice[which] as number);
      codes[at] = code;
      descend(at + 1, base + code);
    }
  };
  descend(0, 0);
}
