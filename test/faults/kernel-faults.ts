// Faults seeded into the kernel and its host, as faults.ts has them of the searcher, whose kinds they are. `check` is a command
// line for kernel-main.ts; `safeguard` is what notices it in a check of a user's: the second judgement, or sums that have to
// agree. A few change no verdict, count or state, but which of several traces is shown: only comparing the engines tells.
import type { Fault } from "./faults.ts";

export type Safeguard = "judged again" | "sums" | "compared";

export interface KernelFault extends Omit<Fault, "code"> {
  readonly safeguard: Safeguard;
}

type Texts = readonly [from: string, to: string];

const noticedBy =
  (safeguard: Safeguard) =>
  (name: string, file: string, [from, to]: Texts, check: string): KernelFault => ({
    name,
    file: `src/${file}`,
    from,
    to,
    check,
    safeguard,
  });

const judged = noticedBy("judged again");
const summed = noticedBy("sums");
const compared = noticedBy("compared");

/** The kernel is left when states wait in a batch, for which there is no room. */
export const LEAVING: Omit<Fault, "name" | "check" | "code"> = {
  file: "src/engine/kernel-engine.ts",
  from: "    const report = this.#report();\n    this.#publish(",
  to: "    const report = this.#report();\n    if (!this.done && entriesIn(this.memory) > 0) this.leaves = 'that will do';\n    else this.#publish(",
};

export const kernelFaults: readonly KernelFault[] = [
  // What is judged.
  judged(
    "leaves a unit out of the masks of changes",
    "engine/publisher.ts",
    ["if ((read & changed) !== 0) mask |= 1 << unit;", "if ((read & changed) !== 0 && unit > 0) mask |= 1 << unit;"],
    "test/faults/corners.ts",
  ),
  judged(
    "leaves masks as they are when a unit has read more",
    "engine/publisher.ts",
    ["let from = this.#hasReadMore ? 0 : written.changed;", "let from = written.changed;"],
    "test/faults/corners.ts",
  ),
  judged(
    "takes what is not known of a unit for what is expected",
    "kernel/judge.ts",
    ["  if (found === expected) return true;", "  if (found === expected || found === 0) return true;"],
    "paxos --mutant p-own --no-symmetry",
  ),
  judged(
    "asks no step unit that does not hold of standing still",
    "kernel/judge.ts",
    ["    loose |= units & -units;", "    loose |= 0;"],
    "test/faults/corners.ts",
  ),
  judged(
    "takes it that every step unit holds of standing still",
    "engine/standing-still.ts",
    ["  return holds(ROOT);", "  return holds(ROOT) || true;"],
    "test/faults/corners.ts",
  ),
  judged(
    "takes the last value of a slot for one that no state has",
    "engine/standing-still.ts",
    ["(codes.get(slotAt(word, shift, mask)) ?? mask + 1)", "(codes.get(slotAt(word, shift, mask)) ?? mask + 1) - 1"],
    "test/faults/corners.ts",
  ),
  judged(
    "notes a predicate of some states that does not hold there",
    "kernel/log.ts",
    [
      "if (found === TRUE) bits |= 1 << (count & 31);",
      "if (found === TRUE || word(state + fingerprintAt - 4) % 5 === 1) bits |= 1 << (count & 31);",
    ],
    "paxos liveness=true --no-symmetry",
  ),
  summed(
    "notes no predicates of some states",
    "kernel/log.ts",
    [
      "export function mark(state: usize): void {\n",
      "export function mark(state: usize): void {\n  if (word(state + fingerprintAt - 4) % 1013 === 5) return;\n",
    ],
    "paxos liveness=true --no-symmetry",
  ),
  // Expanding.
  judged(
    "takes an instance of which no tree knows for a disabled one",
    "kernel/expand.ts",
    ["if (leaf === DISABLED) continue;", "if (leaf === DISABLED || leaf === 0) continue;"],
    "paxos --no-symmetry",
  ),
  judged(
    "judges a state as terminal although its steps are not known",
    "kernel/expand.ts",
    ["if (unknownInState !== 0) note(", "if (unknownInState < 0) note("],
    "two-phase-commit --no-symmetry",
  ),
  judged(
    "takes a step for standing still behind a gate that is not the first question",
    "compile/gates.ts",
    ["if (leaf === STUTTER && isFirst) stands(", "if (leaf === STUTTER || leaf === 0) stands("],
    "paxos --no-symmetry",
  ),
  judged(
    "asks gates of one bit about another word",
    "compile/gates.ts",
    ["this.ints.set([word, bits, lists], gate);", "this.ints.set([word === 0 ? 1 : 0, bits, lists], gate);"],
    "paxos --no-symmetry",
  ),
  summed(
    "drops a note when there are many",
    "kernel/notes.ts",
    [
      "export function note(kind: i32, state: usize, step: i32, rule: i32): void {",
      "export function note(kind: i32, state: usize, step: i32, rule: i32): void {\n  if (word(mine + NOTED) >= 100) return;",
    ],
    "paxos --no-symmetry",
  ),
  judged(
    "frees a block although notes point into it",
    "kernel/search.ts",
    [
      "word(mine + NOTED) === word(mine + NOTED_BEFORE) ? FREE_BLOCKS : HELD_BLOCKS",
      "word(mine + NOTED) !== -1 ? FREE_BLOCKS : HELD_BLOCKS",
    ],
    "paxos --no-symmetry --down",
  ),
  judged(
    "follows fingerprints wrongly",
    "engine/publisher.ts",
    [
      "ints.set(rule.changes.subarray(from, next), base + from);",
      "ints.set(rule.changes.subarray(from, next), base + from);\n      if (from % 7 === 3) ints[base + from] = (ints[base + from] as number) ^ 4;",
    ],
    "paxos --no-symmetry",
  ),
  judged(
    "decides between arrangements by less than what a step changes",
    "kernel/columns.ts",
    [
      "if (word(chunk + CHUNK_HEADER) <= place || word(chunk + first) <= place) return false;",
      "if (word(chunk + CHUNK_HEADER) < place && word(chunk + first) < place) return false;",
    ],
    "paxos",
  ),
  judged(
    "counts symmetries of a state once too often",
    "kernel/columns.ts",
    ["  if (order === 0) ties++;", "  if (order === 0) ties += 2;"],
    "paxos --certify",
  ),
  judged(
    "forgets all messages that a step sends to a recipient",
    "kernel/forget.ts",
    [
      "clearBits(after, at, sent & element(now, at));",
      "clearBits(after, at, sent & element(address(recipient + 16), at));",
    ],
    "raft --reduce stale-messages",
  ),
  judged(
    "forgets messages to all that somebody has yet to look at",
    "kernel/forget.ts",
    ["unseen &= ~element(choice, words + at);", "unseen &= -1;"],
    "raft --reduce stale-messages",
  ),
  judged(
    "counts steps beyond a bound twice",
    "kernel/bounds.ts",
    ["add(elementAt(crossedAt, which), 1);", "add(elementAt(crossedAt, which), 2);"],
    "bakery",
  ),
  summed(
    "counts some steps twice when it sums up",
    "engine/sums.ts",
    ["if (count !== 0) memory.set(address, 0);", "if (count !== 0 && count % 5 !== 0) memory.set(address, 0);"],
    "two-phase-commit --no-symmetry",
  ),
  // The visited set.
  judged(
    "takes another key for a state's own",
    "kernel/machine.ts",
    [
      "return there === 0n ? 0 : there === wanted ? 1 : 2;",
      "return there === 0n ? 0 : (there & 0x3fn) === (wanted & 0x3fn) ? 1 : 2;",
    ],
    "paxos --no-symmetry",
  ),
  compared(
    "keeps for an origin the one that comes first",
    "kernel/insert.ts",
    ["  while (below(origin, known)) {", "  while (below(origin, known) && origin === known) {"],
    "paxos --mutant p-own --no-symmetry",
  ),
  summed(
    "gives successors that the host takes the origins of a level too early",
    "engine/notes.ts",
    ["const origin = originOf(this.#level + 1,", "const origin = originOf(this.#level,"],
    "paxos --no-symmetry",
  ),
  summed(
    "loses a state that was left over when the table grew",
    "kernel/grow.ts",
    ["    const number = word(left + 12);", "    const number = word(left + 12);\n    if (at === 3) continue;"],
    "paxos --no-symmetry",
  ),
  summed(
    "loses some of very many states when the table grows",
    "kernel/grow.ts",
    ["      if (isEmpty(key)) continue;", "      if (isEmpty(key) || word(key) % 97 === 7) continue;"],
    "paxos --no-symmetry",
  ),
  summed(
    "forgets origins in the slack when levels get more bits",
    "engine/origins.ts",
    ["kernel.widen(0, memory.lineCount + REACH,", "kernel.widen(0, memory.lineCount - 1,"],
    "paxos --no-symmetry --down",
  ),
  summed(
    "loses the rest of a batch when there is no room",
    "kernel/insert.ts",
    [
      "  if (!hasRoom()) return false;",
      "  if (!hasRoom()) {\n    setWord(mine + FILLED, batch);\n    return false;\n  }",
    ],
    "paxos --no-symmetry",
  ),
  summed(
    "adds states and does not say so",
    "kernel/insert.ts",
    ["  add(mine + NEW_STATES, addedNow);", "  add(mine + NEW_STATES, addedNow - (addedNow > 100 ? 1 : 0));"],
    "paxos --no-symmetry",
  ),
  // The frontier.
  summed(
    "loses the last state of a block",
    "kernel/insert.ts",
    [
      "setWord(address(mine + OPEN), blockStates - free);",
      "setWord(address(mine + OPEN), blockStates - free - (free < 64 ? 1 : 0));",
    ],
    "paxos --no-symmetry",
  ),
  summed(
    "loses a block of the frontier",
    "engine/kernel-memory.ts",
    [
      "this.write(at.SHAPE_BLOCKS, this.read(at.BLOCKS_OPENED));",
      "this.write(at.SHAPE_BLOCKS, this.read(at.BLOCKS_OPENED) - (this.read(at.BLOCKS_OPENED) > 2 ? 1 : 0));",
    ],
    "paxos --no-symmetry",
  ),
  summed(
    "ends with a block one state early",
    "kernel/search.ts",
    [
      "setWord(mine + CURSOR_END, block + HEADER + word(block) * stateBytes);",
      "setWord(mine + CURSOR_END, block + HEADER + (word(block) - (claimed === 1 ? 1 : 0)) * stateBytes);",
    ],
    "paxos --no-symmetry",
  ),
  summed(
    "says that a level is done when a thread has only paused",
    "engine/kernel-engine.ts",
    [
      "outcomes.every((outcome) => outcome === NOTHING_LEFT)",
      "outcomes.every((outcome) => outcome === NOTHING_LEFT || outcome === 3)",
    ],
    "paxos --no-symmetry",
  ),
  // Numbers and logs.
  summed(
    "names no source where a log begins anew",
    "engine/logged.ts",
    ["    this.#memory.set(region + at.LOG_SOURCE, NOBODY);", ""],
    "paxos liveness=true --no-symmetry",
  ),
  judged(
    "logs a step to the state in the first slot of the line",
    "kernel/insert.ts",
    [
      "logStep(word(extra + SOURCE), word(numberIn(line, slot)), word(extra + STEP));\n  if (!admits)",
      "logStep(word(extra + SOURCE), word(numberIn(line, 0)), word(extra + STEP));\n  if (!admits)",
    ],
    "paxos liveness=true --no-symmetry",
  ),
  summed(
    "gives a number to nobody",
    "kernel/insert.ts",
    [
      "  const number = take(control + NEXT_NUMBER, 1);",
      "  if ((word(entry) & 255) === 17) take(control + NEXT_NUMBER, 1);\n  const number = take(control + NEXT_NUMBER, 1);",
    ],
    "paxos liveness=true --no-symmetry",
  ),
  // Samples.
  summed(
    "samples nothing for the second judgement",
    "kernel/insert.ts",
    ["if (samples && !below(", "if (samples && blockStates < 0 && !below("],
    "paxos --no-symmetry",
  ),
  // Handing over and back.
  summed(
    "forgets the first block that is not expanded yet when it takes over",
    "engine/hand-over.ts",
    ["new Frontier(walk.current), rest[0], rest[1]);", "new Frontier(walk.current), rest[0] + 1, rest[1]);"],
    "paxos --no-symmetry --down --from 1000",
  ),
  summed(
    "forgets the last block of the level that is filled when it takes over",
    "engine/hand-over.ts",
    ["new Frontier(walk.next), 0, taken);", "new Frontier(walk.next), 0, taken - 1);"],
    "paxos --no-symmetry --from 1000",
  ),
  summed(
    "forgets some states when it takes over",
    "engine/hand-over.ts",
    [
      "=> table.put({ low, body, origin }, number));",
      "=> low % 97 === 7 || table.put({ low, body, origin }, number));",
    ],
    "paxos --no-symmetry --from 1000",
  ),
  summed(
    "forgets what waits in batches when it gives back",
    "engine/hand-back.ts",
    ["const deferred = [...waiting(memory), ...engine.overflow];", "const deferred = [...engine.overflow];"],
    "paxos ballots=3 --no-symmetry --leaving",
  ),
  summed(
    "forgets the rest of a block when it gives back",
    "engine/hand-back.ts",
    [
      "    if (memory.address(region + at.BLOCK) === 0) continue;\n    yield",
      "    if (memory.address(region + at.BLOCK) === 0) continue;\n    if (region >= 0) continue;\n    yield",
    ],
    "paxos ballots=3 --no-symmetry --leaving",
  ),
  summed(
    "forgets some states when it gives back",
    "engine/hand-back.ts",
    ["visited.put(low, body, origin, number)", "low % 97 === 7 ? undefined : visited.put(low, body, origin, number)"],
    "paxos ballots=3 --no-symmetry --leaving",
  ),
];
