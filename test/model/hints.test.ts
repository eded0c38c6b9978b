// What beginners write, and whether the error says what they meant.
import { describe, expect, test } from "vitest";
import { check } from "../../src/check/check.ts";
import { record } from "../../src/domain/composites.ts";
import { enumeration, range, scalarset } from "../../src/domain/scalars.ts";
import { formatError, reviveError, type SynodError } from "../../src/errors/errors.ts";
import { weak } from "../../src/model/fairness.ts";
import { model } from "../../src/model/model.ts";
import { system } from "../../src/model/roles/system.ts";
import { map, sequence, set } from "../../src/state/field.ts";

const Node = scalarset("n", 2);
const state = {
  n: range(0, 3),
  mood: enumeration("idle", "busy"),
  votes: map(Node, range(0, 3)),
  seen: set(range(0, 3)),
  queue: sequence(range(0, 3), { capacity: 2 }),
};

type Closure = (s: never, bound: never) => unknown;

async function errorOf(parts: object): Promise<SynodError> {
  const { verdict } = await check(model({ state, ...parts } as never));
  return reviveError(verdict.error as NonNullable<typeof verdict.error>);
}

type S = {
  n: unknown;
  mood: unknown;
  votes: { get(key: unknown): unknown };
  seen: Record<string, (value: unknown) => void>;
  queue: { at(at: number): number | undefined } & Record<string, (value: unknown) => void>;
};

describe("an effect", () => {
  test.each<[string, (s: S, bound: object) => unknown, string, string, string]>([
    ["a misspelt name", (s) => (s.mood = "bussy"), "SYN301", 'did you mean "busy"?', "idle, busy"],
    ["an unknown name", (s) => (s.mood = "asleep"), "SYN301", "a name that the domain does not have", "idle, busy"],
    ["undefined", (s) => (s.n = s.queue.at(0)), "SYN301", "behind the end of a list", "optional(...)"],
    ["no number", (s) => (s.n = (s.queue.at(0) as number) + 1), "SYN301", "computed from something", "optional(...)"],
    ["all that is bound", (s, bound) => s.votes.get(bound), "SYN301", "of which who is a part", "(s, { who })"],
    ["one too many", (s) => (s.n = 4), "SYN301", "one value too many", "widen the domain"],
    ["push to a set", (s) => s.seen["push"]?.(1), "SYN320", "a slip", "write s.seen.add(...)"],
    ["the length of a set", (s) => s.seen["length"], "SYN320", "a slip", "write s.seen.size"],
    ["the size of a sequence", (s) => s.queue["size"], "SYN320", "a slip", "write s.queue.length"],
    ["remove from a set", (s) => s.seen["remove"]?.(1), "SYN320", "a slip", "write s.seen.delete(...)"],
    ["flatMap of a set", (s) => s.seen["flatMap"]?.(1), "SYN320", "a slip", "[...s.seen].flatMap"],
    ["some of a set, without a test", (s) => s.seen["some"]?.(1), "SYN323", "", "write (value) => ..."],
  ])("%s", async (_, effect, code, cause, remedy) => {
    const {
      code: got,
      likelyCause,
      remedy: told,
    } = await errorOf({
      rules: { go: { for: { who: Node }, do: effect as Closure } },
    });
    expect(got).toBe(code);
    expect(likelyCause).toContain(cause);
    expect(told).toContain(remedy);
  });
});

test("`=` in a property is not blamed on a clock", async () => {
  const go = { do: (s: S) => (s.n = 1) };
  const { code, likelyCause } = await errorOf({ rules: { go }, always: { p: (s: S) => (s.n = 1) } });
  expect(code).toBe("SYN307");
  expect(likelyCause).toContain("`===`");
});

test("a record is not changed in place", async () => {
  const Best = record({ round: range(0, 3) });
  const go = { do: (s: { best: { round: number } }) => void s.best.round++ };
  const { code, remedy } = await errorOf({ state: { best: Best }, rules: { go } });
  expect(code).toBe("SYN304");
  expect(remedy).toContain("{ ...s.best, round: 1 }");
});

test("a view that a guard keeps for the effect is the model's mistake, whoever notices", async () => {
  let kept: { n: number };
  const when = (s: { n: number }) => {
    kept = s;
    return s.n < 3;
  };
  const go = { when, do: (s: { n: number }) => Object.assign(s, { n: kept.n + 1 }) };
  const { code, message } = await errorOf({ rules: { go }, state: { n: range(0, 3) } });
  expect(code).toBe("SYN307");
  expect(message).toContain("that run is over");
});

describe("a definition", () => {
  const go = { when: () => true, do: () => {} };
  test.each<[string, object, string]>([
    ["without a state", { state: undefined, rules: { go } }, "state: { name: domain, ... }"],
    ["with half of leadsTo", { rules: { go }, leadsTo: { p: () => true } }, "[(state) => boolean, (state) => boolean]"],
    ["with a claim without a name", { rules: { go }, always: () => true }, 'always: { "what it claims": ... }'],
    ["with a misspelt terminal", { rules: { go }, terminal: "forbiden" }, '"allowed", "forbidden", or'],
    ["with fairness without a name", { rules: { go }, fairness: weak("go") }, "fairness: { fair: weak(...) }"],
  ])("%s is told how to write it", (_, parts, told) => {
    let error: unknown;
    try {
      model({ state, ...parts } as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(formatError(error)).toContain(told);
  });
});

describe("a process", () => {
  const parts = system({
    roles: { node: { processes: Node, stable: { mood: enumeration("idle", "busy") } } },
    messages: { ping: { from: "node", to: "node" } },
    network: "set",
  });
  const made = (effect: (row: never, handed: never) => void, always = {}) =>
    parts.model({
      roles: [parts.role("node", { rules: { go: { do: effect as never } }, receive: { ping: { do: () => {} } } })],
      always,
    });
  test.each<[string, Parameters<typeof made>, string]>([
    ["that writes a misspelt field", [(row: { mod: string }) => void Object.assign(row, { mod: "busy" })], "mood"],
    ["that sends a misspelt kind", [(_: object, { send }: { send: { pin(): void } }) => send.pin()], "ping"],
    ["of a misspelt role", [() => {}, { p: (s: { nodes: { mood: object } }) => s.nodes.mood === null }], "node"],
  ] as never)("%s is told the name", async (_, given, meant) => {
    const { verdict } = await check(made(...given));
    const { code, likelyCause } = reviveError(verdict.error as NonNullable<typeof verdict.error>);
    expect(code).toBe("SYN308");
    expect(likelyCause).toContain(`did you mean "${meant}"?`);
  });
});
