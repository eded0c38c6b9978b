/** Faults put into synod on purpose, each a change of one place in its sources: what brute force must notice. */
export interface SeededFault {
  readonly about: string;
  readonly file: string;
  readonly replace: string;
  readonly by: string;
  /** The kinds of models that can notice it: in these it is looked for. */
  readonly modes: string;
}

export const SEEDED_FAULTS: readonly SeededFault[] = [
  {
    about: "members of a union's case are looked for in the cells of another case",
    file: "src/program/member-loop.ts",
    replace: "const [offset, { size }] = [memberOffset(binding), bindingDomain(binding)];",
    by: "const [offset, { size }] = [0, bindingDomain(binding)];",
    modes: "plain,declared",
  },
  {
    about: "of members in a sorted array the last one is not met",
    file: "src/program/member-loop.ts",
    replace: "for (let at = 0; at < cell.capacity; at++) {",
    by: "for (let at = 0; at < Math.max(1, cell.capacity - 1); at++) {",
    modes: "plain,careless",
  },
  {
    about: "a predicate's memo is not told of some bits",
    file: "src/program/property-tree.ts",
    replace: "this.#memo.watch(where >>> 5, bits);",
    by: "if (read % 2 === 0) this.#memo.watch(where >>> 5, bits);",
    modes: "plain,temporal,symmetric",
  },
  {
    about: "a rule's gates are kept although its trees have grown",
    file: "src/program/gates.ts",
    replace: "if (node === DISABLED) continue;",
    by: "if (node === DISABLED || instance % 5 === 4) continue;",
    modes: "plain,careless",
  },
  {
    about: "a successor is lost now and then",
    file: "src/program/rule-runner.ts",
    replace: "this.#visitor.visit(this.#first + instance);\n    for (let change = at + 3;",
    by: "if ((state.low & 31) !== 3) this.#visitor.visit(this.#first + instance);\n    for (let change = at + 3;",
    modes: "plain",
  },
  {
    about: "renaming leaves the codes of slots as they are in sorted arrays",
    file: "src/program/symmetry/slot-renaming.ts",
    replace: "if (codes !== null) code = codes.rename(code, images);",
    by: "if (codes !== null && (this.shapes[slot] as SlotShape).sorted === null) code = codes.rename(code, images);",
    modes: "symmetric",
  },
  {
    about: "weak fairness is taken for strong",
    file: "src/verify/liveness/fairness.ts",
    replace: 'setBit(kind === "weak" ? weak : strong, c);',
    by: "setBit(strong, c);",
    modes: "temporal,system-temporal",
  },
];
