import { describe, expect, it } from "vitest";
import { check, enumeration, forEvery, model, program } from "../../../src/index.ts";

describe("a claim over time about every process of a program", () => {
  const Process = enumeration("p", "q");
  const state = { turn: Process };
  const process = program(state, Process, {
    steps: {
      away: {},
      raise: (s, my) => {
        s.turn = my.self;
        return "away";
      },
    },
  });
  const claiming = (away: boolean) =>
    model({
      state,
      programs: { process },
      leadsTo: {
        "gets its turn and is away": forEvery(Process, (p) => [
          (s) => s.process.at.get(p) === "raise",
          (s) => s.turn === p && (!away || Process.values.every((each) => s.process.at.get(each) === "away")),
        ]),
      },
      alwaysEventually: { away: forEvery(Process, (p) => (s) => s.process.at.get(p) === "away") },
      fairness: { "processes go on": process.weak() },
    });

  it("is judged for each of them: it holds where it should", async () => {
    const { verdict } = await check(claiming(false));
    expect(verdict.properties.map(({ name, outcome }) => [name, outcome])).toEqual([
      ["away: p", "holds"],
      ["away: q", "holds"],
      ["gets its turn and is away: p", "holds"],
      ["gets its turn and is away: q", "holds"],
      ["no deadlock", "holds"],
    ]);
    expect(verdict.warnings).toEqual([]);
  });

  it("and is violated where it should be", async () => {
    const { verdict } = await check(claiming(true), { keepGoing: true });
    expect(
      verdict.properties.flatMap(({ name, kind, outcome }) => (kind === "leadsTo" ? [[name, outcome]] : [])),
    ).toEqual([
      ["gets its turn and is away: p", "violated"],
      ["gets its turn and is away: q", "violated"],
    ]);
  });
});
