// Faults seeded into the engine on purpose: one text of a source file put in place of another. Each is of a kind that has
// occurred or could; `check` is a command line on a built-in model, with default options, that has to end with an error
// of the second judgement, whatever else there is to notice it. Where few of many states are lost, or wrong, it takes
// `--certify`: a sample finds them by luck. Not here: what makes up violations (a scan that reads one bit too far, say),
// since these are replayed, and what symmetry's own audit or running closures twice finds during the search.
export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly check: string;
  /** What says so: judging again, or sums that do not agree. */
  readonly code: "SYN901" | "SYN902";
}

const fault = (
  name: string,
  file: string,
  [from, to]: readonly [string, string],
  check: string,
  code: Fault["code"] = "SYN902",
): Fault => ({ name, file: `src/${file}`, from, to, check, code });

export const faults: readonly Fault[] = [
  fault(
    "drops a successor now and then",
    "explore/admission.ts",
    [
      "    const outcome = this.#block.hasRoom()",
      "    if (high % 97 === 5 && rule >= 0) return;\n    const outcome = this.#block.hasRoom()",
    ],
    "paxos",
  ),
  fault(
    "drops a successor of very many",
    "explore/admission.ts",
    [
      "    const outcome = this.#block.hasRoom()",
      "    if (high % 997 === 5 && rule >= 0) return;\n    const outcome = this.#block.hasRoom()",
    ],
    "paxos ballots=3 --certify",
  ),
  fault(
    "begins a member loop one bit late",
    "compile/sources.ts",
    ["bits &= -1 << (first & 31);", "bits &= -2 << (first & 31);"],
    "two-phase-commit-processes",
  ),
  fault(
    "ends a member loop one bit early",
    "compile/sources.ts",
    ["bits &= -1 >>> (31 - (last & 31));", "bits &= (-1 >>> (31 - (last & 31))) >>> 1;"],
    "two-phase-commit-processes",
  ),
  fault(
    "loses an insertion into the visited set",
    "store/visited-set.ts",
    [
      "        if (found === 0) {\n          slots[slot + 2]",
      "        if (found === 0 && tag % 89 === 3) {\n          slots[slot] = 0;\n          return OLD;\n        }\n        if (found === 0) {\n          slots[slot + 2]",
    ],
    "paxos",
  ),
  fault(
    "makes a gate that misses an answer",
    "compile/gates.ts",
    ["        bits |= 1 << bit;", "        if (question !== asking[0]) bits |= 1 << bit;"],
    "paxos ballots=3 --no-symmetry",
  ),
  fault(
    "gives a canonical form that is none",
    "reduce/symmetry/symmetric-program.ts",
    [
      "    this.#form.find(states, offset, target);\n",
      "    for (let word = 0; word < this.words; word++) target[word] = states[offset + word] as number;\n",
    ],
    "paxos",
  ),
  fault(
    "takes a renaming for a state now and then, and not for its form",
    "reduce/symmetry/symmetric-program.ts",
    [
      "    this.#form.find(beneath.work, 0, this.work);\n",
      "    if (beneath.high % 31 === 2) this.work.set(beneath.work.subarray(0, this.words));\n    else this.#form.find(beneath.work, 0, this.work);\n",
    ],
    "paxos",
  ),
  fault(
    "says of some states that they stand for more",
    "reduce/symmetry/symmetric-program.ts",
    [
      "    return this.elements.renamings / this.#form.symmetries();",
      "    return this.elements.renamings / Math.min(2, this.#form.symmetries());",
    ],
    "paxos",
  ),
  fault(
    "follows a fingerprint wrongly",
    "compile/learned-changes.ts",
    ["      high ^= wordHalf(this.#table, word, bits, 1);", "      high ^= wordHalf(this.#table, word, bits & ~4, 1);"],
    "paxos --no-symmetry",
  ),
  fault(
    "shares a leaf between two changes",
    "compile/learned-changes.ts",
    [
      '    const key = entry.join(",");',
      "    const key = entry.map((each, at) => (at < 2 ? 0 : at > 8 && at % 2 === 1 ? each & 0xffff : each)).join();",
    ],
    "single-copy-register",
  ),
  fault(
    "answers a predicate the wrong way round on one path of its tree",
    "compile/property-tree.ts",
    [
      "    this.#plant(outcome);\n    this.#remembers",
      "    this.#plant(this.#learning.learned === 3 && /eventually|leadsTo/i.test(this.property.kind) ? TRUE + FALSE - outcome : outcome);\n    this.#remembers",
    ],
    "paxos liveness=true",
  ),
  fault(
    "leaves a bit out of a memo's mask",
    "compile/property-tree.ts",
    ["      this.#memo.watch(where >>> 5, bits);", "      this.#memo.watch(where >>> 5, bits & (bits - 1));"],
    "paxos liveness=true",
  ),
  fault(
    "loses a block of the frontier",
    "explore/expansion.ts",
    [
      "      const count = array[start] as number;",
      "      const count = block === 0 && (array[start] as number) > 100 ? 0 : (array[start] as number);",
    ],
    "paxos --no-symmetry",
    "SYN901",
  ),
  fault(
    "loses the last state of a block",
    "explore/open-block.ts",
    [
      "this.#array[this.#countAt] = this.#filled;",
      "this.#array[this.#countAt] = this.#filled > 30 ? this.#filled - 1 : this.#filled;",
    ],
    "paxos",
    "SYN901",
  ),
  fault(
    "loses entries when the visited set grows",
    "store/visited-set.ts",
    [
      "      if (tag !== 0) target.#place(slots, slot);",
      "      if (tag !== 0 && tag % 1009 !== 7) target.#place(slots, slot);",
    ],
    // The kernel's own set grows elsewhere.
    "paxos ballots=3 --no-symmetry --certify --reference",
    "SYN901",
  ),
  fault(
    "ends a level early",
    "explore/explorer.ts",
    ["this.#tally.at(level) > 0; level++)", "this.#tally.at(level) > 0 && level < 9; level++)"],
    "paxos",
  ),
  fault(
    // Of those to states known before: a graph that does not lead to all states is refused anyway.
    "loses a step of the transition graph now and then",
    "explore/admission.ts",
    [
      "      this.#notes.step(source, this.#visited.number, step);\n    if (outcome === OLD)",
      "      if (outcome === ADDED || (this.#visited.number + step) % 41 !== 3)\n        this.#notes.step(source, this.#visited.number, step);\n    if (outcome === OLD)",
    ],
    "paxos liveness=true",
  ),
  fault(
    "notes for some states the answers of others",
    "explore/graph-notes.ts",
    [
      "    this.#marks.add(state, this.#answers);",
      "    if (state % 37 === 5) this.#answers.fill(0);\n    this.#marks.add(state, this.#answers);",
    ],
    "paxos liveness=true --certify",
  ),
  fault(
    "drops an initial state",
    "explore/explorer.ts",
    [
      "const end = Math.min(states.count, first + thresholds.seeds);",
      "const end = Math.max(1, Math.min(states.count, first + thresholds.seeds) - 1);",
    ],
    "examples/parcels.ts",
  ),
  fault(
    "counts some enabled instances twice",
    "compile/rule-runner.ts",
    [
      "    if (outcome === STUTTER) return 1;\n    if (outcome === UNKNOWN)",
      "    if (outcome === STUTTER) return 2;\n    if (outcome === UNKNOWN)",
    ],
    "two-phase-commit --no-symmetry",
  ),
];
