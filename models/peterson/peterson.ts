/**
 * Peterson's algorithm for two processes: who wants to go inside raises a flag, then gives the turn away, and waits until
 * the other has no flag up or the turn is its own. The order of the two writes is all that matters.
 *
 * Assumed: reads and writes of one variable are atomic; the two that `wait` asks are read together, as in the paper's proof.
 */
import { boolean, enumeration, forEvery, map, model, program, protocol, type StateDraft } from "../../src/index.ts";

const Process = enumeration("p", "q");
type Process = "p" | "q";
const state = { wants: map(Process, boolean), turn: Process };
type Draft = StateDraft<typeof state>;

const other = (self: Process): Process => (self === "p" ? "q" : "p");
const raiseFlag = (s: Draft, self: Process) => s.wants.set(self, true);
const giveTurn = (s: Draft, self: Process) => {
  s.turn = other(self);
};

/**
 * Mutual exclusion of two processes. After Peterson, Myths about the mutual exclusion problem (1981).
 *
 * @example
 * ```ts
 * await check(peterson({}, "pe-order"));
 * ```
 */
export const peterson = protocol(
  {
    name: "peterson",
    about: "Mutual exclusion of two processes by two flags and a turn",
    source: "Peterson, Myths about the mutual exclusion problem (1981)",
    mutants: {
      "pe-order": {
        about: "a process gives the turn away before it raises its flag",
        breaks: "one at a time",
        at: {},
        steps: 8,
      },
      "pe-keep": {
        about: "a process takes the turn instead of giving it away",
        breaks: "one at a time",
        at: {},
        steps: 8,
      },
      "pe-noturn": {
        about: "there is no turn: a process waits for the other's flag alone",
        breaks: "no deadlock",
        at: {},
        steps: 6,
      },
    },
  },
  (_, mutant) => {
    const [first, second] = mutant === "pe-order" ? [giveTurn, raiseFlag] : [raiseFlag, giveTurn];
    const process = program(state, Process, {
      steps: {
        away: {},
        raise: (s, my) => first(s, my.self),
        yield: (s, my) => {
          if (mutant === "pe-keep") s.turn = my.self;
          else second(s, my.self);
        },
        wait: {
          await: (s, my) => !s.wants.get(other(my.self)) || (mutant !== "pe-noturn" && s.turn === my.self),
        },
        inside: {},
        lower: (s, my) => {
          s.wants.set(my.self, false);
          return "away";
        },
      },
    });
    return model({
      state,
      programs: { process },
      always: { "one at a time": (s) => s.process.at.values().filter((at) => at === "inside").length <= 1 },
      reachable: { "both wait": (s) => s.process.at.values().every((at) => at === "wait") },
      leadsTo: {
        "who wants gets in": forEvery(Process, (p) => [
          (s) => s.process.at.get(p) === "raise",
          (s) => s.process.at.get(p) === "inside",
        ]),
      },
      fairness: { "processes go on": process.weak({ except: ["away"] }) },
      view: { colours: { "process.at": { wait: "grey", inside: "red" } } },
    });
  },
);
