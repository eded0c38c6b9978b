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
    file: "src/compile/sources.ts",
    replace: "const offset = domain.offset - element.offset;",
    by: "const offset = 0;",
    modes: "plain,declared",
  },
  {
    about: "of members in a sorted array the last one is not met",
    file: "src/compile/sources.ts",
    replace: "let previous = 0;\n      for (let at = base; at < base + slots; at++) {",
    by: "let previous = 0;\n      for (let at = base; at < base + Math.max(1, slots - 1); at++) {",
    modes: "plain,careless",
  },
  {
    about: "of collections in a map the first one is ranged over, whatever the keys are",
    file: "src/compile/drawn.ts",
    replace: "return this.#sources[which] as Source;",
    by: "return this.#sources[which * 0] as Source;",
    modes: "plain,declared",
  },
  {
    about: "there is an instance for null besides those for members",
    file: "src/compile/sources.ts",
    replace: "if (!found) take(0);",
    by: "take(0);",
    modes: "plain,careless",
  },
  {
    about: "of the entries of a sequence the first one is not met",
    file: "src/compile/sources.ts",
    replace: "take(at * size + found - 1);",
    by: "if (at > 0) take(at * size + found - 1);",
    modes: "plain,careless",
  },
  {
    about: "what is inserted into a sequence moves what is behind it once only",
    file: "src/state/member-slots.ts",
    replace: "for (let at = index; carried !== 0; at++) {",
    by: "for (let at = index; carried !== 0 && at < index + 2; at++) {",
    modes: "plain,careless",
  },
  {
    about: "a predicate's memo is not told of some bits",
    file: "src/compile/property-tree.ts",
    replace: "this.#memo.watch(where >>> 5, bits);",
    by: "if (read % 2 === 0) this.#memo.watch(where >>> 5, bits);",
    modes: "plain,temporal,symmetric",
  },
  {
    about: "a rule's gates are kept although its trees have grown",
    file: "src/compile/gates.ts",
    replace: "if (node === DISABLED) continue;",
    by: "if (node === DISABLED || instance % 5 === 4) continue;",
    modes: "plain,careless",
  },
  {
    about: "a successor is lost now and then",
    file: "src/compile/rule-runner.ts",
    replace: "this.#visitor.visit(this.#first + instance);\n    for (let change = at + 3;",
    by: "if ((state.low & 31) !== 3) this.#visitor.visit(this.#first + instance);\n    for (let change = at + 3;",
    modes: "plain",
  },
  {
    about: "a new state is added to the visited set and not to the next level",
    file: "src/explore/searcher.ts",
    replace: "this.#block.push(batch, at);",
    by: "if ((low & 63) !== 5) this.#block.push(batch, at);",
    modes: "plain,system",
  },
  {
    about: "renaming leaves the codes of slots as they are in sorted arrays",
    file: "src/reduce/symmetry/slot-renaming.ts",
    replace: "if (codes !== null) code = codes.rename(code, images);",
    by: "if (codes !== null && (this.shapes[slot] as SlotShape).sorted === null) code = codes.rename(code, images);",
    modes: "symmetric",
  },
  {
    about: "the members of a renamed set of bounded size are ranked in the order that they had",
    file: "src/reduce/symmetry/mentions.ts",
    replace: "members.sort((one, other) => one - other);",
    by: "",
    modes: "symmetric-values",
  },
  {
    about: "renaming a set forgets its last member",
    file: "src/reduce/symmetry/elements.ts",
    replace: "for (let member = 0; rest > 0; member++) {",
    by: "for (let member = 0; rest > 1; member++) {",
    modes: "symmetric-values",
  },
  {
    about: "the first item of a list is not renamed",
    file: "src/reduce/symmetry/elements.ts",
    replace: "for (; length > 0; length--) {",
    by: "for (; length > 1; length--) {",
    modes: "symmetric-values",
  },
  {
    about: "two sets of bounded size have one number",
    file: "src/domain/numbering.ts",
    replace: "return this.#table[member * (this.max + 1) + above] ?? 0;",
    by: "return this.#table[member * (this.max + 1) + Math.min(above, 1)] ?? 0;",
    modes: "values",
  },
  {
    about: "weak fairness is taken for strong",
    file: "src/verify/liveness/fairness.ts",
    replace: 'setBit(kind === "weak" ? weak : strong, c);',
    by: "setBit(strong, c);",
    modes: "temporal,system-temporal",
  },
  {
    about: "strong fairness is taken for weak",
    file: "src/verify/liveness/fairness.ts",
    replace: 'setBit(kind === "weak" ? weak : strong, c);',
    by: "setBit(weak, c);",
    modes: "temporal,system-temporal",
  },
  {
    about: "a cycle need not visit what it must visit",
    file: "src/verify/liveness/fair-cycles.ts",
    replace: "(visiting !== null && !meets(visiting, members, from, to))",
    by: "false",
    modes: "temporal,system-temporal",
  },
  {
    about: "partial order takes rules that interfere for such that do not",
    file: "src/reduce/partial-order/stubborn-sets.ts",
    replace: "for (let other = 0; other < among.length && !this.#isHopeless; other++)",
    by: "for (let other = 0; other < among.length - 1 && !this.#isHopeless; other++)",
    modes: "declared",
  },
  {
    about: "a step to a state of the same level does not count as one that leads deeper",
    file: "src/store/visited-set.ts",
    replace: "return SAME_LEVEL;\n  }",
    by: "return origin & 1 ? OLD : SAME_LEVEL;\n  }",
    modes: "plain",
  },
  {
    about: "a channel is received from although its link is cut",
    file: "src/model/roles/lower.ts",
    replace: "return reaches === null || reaches(state, stage.message.from, stage.self);",
    by: "return true;",
    modes: "system",
  },
  {
    about: "a crash forgets what is stable, or not all that is volatile",
    file: "src/model/roles/rows.ts",
    replace: 'else if (item.kind !== "map") items.get(key).clear();',
    by: 'else if (item.kind !== "map") return;',
    modes: "system,system-reduced,system-temporal",
  },
  {
    about: "messages that have expired are received",
    file: "src/model/roles/lower.ts",
    replace: "if (expired !== null && !acting && expired(stage.message)) return false;",
    by: "",
    modes: "system-reduced",
  },
  {
    about: "a capacity is one more than it says",
    file: "src/state/member-slots.ts",
    replace: "this.capacity = capacity;",
    by: "this.capacity = capacity + (capacity === 2 ? 1 : 0);",
    modes: "careless,plain",
  },
];
