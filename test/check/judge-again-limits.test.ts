/** The second judgement heeds the clock and signals where one state, or what makes the first ones, is much work. */
import { afterEach, describe, expect, it } from "vitest";
import { questionOf } from "../../src/certify/question.ts";
import { StateJudges } from "../../src/certify/state-judges.ts";
import { check } from "../../src/check/check.ts";
import { explore } from "../../src/explore/explorer.ts";
import { Halted } from "../../src/halt.ts";
import { map, model, range, scalarset } from "../../src/index.ts";
import { UNREDUCED } from "../../src/program/program.ts";
import { reducedProgram } from "../../src/reduce/reduce.ts";
import { setThresholds } from "../../src/thresholds.ts";

afterEach(() => setThresholds({}));

const CHOICES = 3000;

/** One number that `init` chooses, in so many ways; `choosing` hears of each choice. */
function chosen(choosing: () => void) {
  return model({
    state: { n: range(0, 3) },
    init: {
      for: { choice: range(1, CHOICES) },
      do: (s, { choice }) => {
        choosing();
        s.n = choice % 4;
      },
    },
    rules: {
      up: {
        when: (s) => s.n < 3,
        do: (s) => {
          s.n += 1;
        },
      },
    },
    always: { small: (s) => s.n < 4 },
  });
}

describe("the second judgement of a small space", () => {
  it("stops while the interpreter makes the first states of its own search, when it is told to", async () => {
    let searched = 0;
    const alone = await check(
      chosen(() => {
        searched++;
      }),
      { judgeAgain: false },
    );
    expect(alone.verdict).toMatchObject({ outcome: "holds", states: { distinct: 4 } });
    // Both judges have looked at the first states by then.
    const last = searched + 2 * CHOICES + 10;
    let choices = 0;
    const stop = new AbortController();
    const subject = chosen(() => {
      if (++choices === last) stop.abort();
    });
    const { verdict } = await check(subject, { signal: stop.signal });
    expect(choices).toBe(last);
    expect(verdict).toMatchObject({ outcome: "holds", judged: { closures: 4, interpreter: 0 } });
  });

  it("counts its first states as the search does", async () => {
    const { verdict } = await check(chosen(() => {}));
    expect(verdict).toMatchObject({ outcome: "holds", states: { distinct: 4, generated: 7 } });
    expect(verdict.judged).toMatchObject({ all: true, interpreter: 4, closures: 4 });
  });
});

describe("a model that is to be made again", () => {
  const never = () => new Promise<never>(() => {});

  it("is taken as it is when that takes too long, or fails", async () => {
    let asked = 0;
    setThresholds({ importMs: 50 });
    const again = () => {
      asked++;
      return never();
    };
    for (const make of [again, () => Promise.reject(new Error("once is enough"))]) {
      const { verdict } = await check(
        chosen(() => {}),
        { again: make },
      );
      expect(verdict).toMatchObject({ outcome: "holds", judged: { all: true, interpreter: 4, closures: 4 } });
    }
    expect(asked).toBe(1);
  });

  it("is waited for no longer than the search may take", async () => {
    setThresholds({ importMs: 50_000 });
    const options = { timeMs: 2000, again: never };
    const { verdict } = await check(
      chosen(() => {}),
      options,
    );
    expect(verdict.outcome).toBe("holds");
    expect(verdict.wallMs).toBeLessThan(20_000);
    const stop = new AbortController();
    const again = () => {
      stop.abort();
      return never();
    };
    const told = await check(
      chosen(() => {}),
      { again, signal: stop.signal },
    );
    expect(told.verdict).toMatchObject({ outcome: "holds", judged: { states: 0 } });
  });
});

/** Three cells that rise as one of 3 × 2,000 choices says; the guard asks for nothing but the cell. */
function busy() {
  const Cell = scalarset("cell", 3);
  return model({
    state: { level: map(Cell, range(0, 1)) },
    rules: {
      rise: {
        for: { c: Cell, choice: range(1, 2000) },
        when: (s, { c }) => s.level.get(c) === 0,
        do: (s, { c }) => s.level.set(c, 1),
      },
    },
    always: { low: (s) => Cell.values.every((c) => s.level.get(c) < 2) },
  });
}

describe("judges in a state with thousands of instances", () => {
  it.each(["closures", "renamings"])("leave it in the midst when they are told to: %s", async (by) => {
    const subject = busy();
    const plan = { ...UNREDUCED, symmetry: { scalarsets: [0], properties: [0] } };
    const program = reducedProgram(subject, plan);
    const walk = await explore(program, {
      help: null,
      store: "compact",
      memoryBytes: 2 ** 26,
      properties: [0],
      keepGoing: true,
    });
    expect(walk).toMatchObject({ ending: "complete", distinct: 4, unreduced: 8 });
    const question = questionOf(plan, subject.properties, [{ at: 0, violated: false }], []);
    const judges = new StateJudges(subject, program, { question, members: walk.members, graph: null }, true);
    const first = program.initialStates().at(0) as Int32Array;
    const look = () => (by === "closures" ? judges.examine(first, 0) : judges.examineRenamed(first, 0));
    let asked = 0;
    judges.halt = () => {
      asked++;
      return "time";
    };
    expect(look).toThrow(Halted);
    expect(asked).toBe(1);
    expect(judges.closures.states).toBe(0);
    // Nothing of what was left remains.
    judges.halt = () => {
      asked++;
      return null;
    };
    look();
    expect(asked).toBeGreaterThan(1);
  });
});
