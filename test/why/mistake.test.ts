/**
 * Where a mistake acted, as experts say it of counterexamples, in our own form; orders of steps are those that `check` shows. And
 * small models, one for each kind of mistake.
 */
import { describe, expect, it } from "vitest";
import * as models from "../../models/index.ts";
import { check, explain } from "../../src/check.ts";
import { boolean, type Model, model, range, set, weak } from "../../src/index.ts";
import type { Mistake } from "../../src/why/reasons.ts";

async function mistakeIn(wrong: Model, against: Model, property?: string): Promise<Mistake> {
  const { counterexamples } = await check(wrong, property === undefined ? {} : { properties: [property] });
  const shown = counterexamples.find((each) => property === undefined || each.property === property);
  if (shown === undefined) throw new Error("there is no counterexample");
  const { mistake, slice } = explain(wrong, shown, { against });
  if (mistake === null) throw new Error("nothing is known of a mistake");
  if (slice !== null && mistake.step !== null) expect(slice.key).toContain(mistake.step);
  return mistake;
}

describe("where an expert sees the mistake act", () => {
  it("of Paxos with the majority of replies: a value proposed against a vote that was reported", async () => {
    const at = { acceptors: 3, ballots: 2, values: 2 };
    const found = await mistakeIn(models.paxosRetold(at, "p-majown"), models.paxosRetold(at), "agreement");
    expect([found.kind, found.step, found.refused]).toEqual(["guard", 10, 10]);
    expect(found.says).toBe(
      "step 10, propose(ballot: 1, value: v2): not in the other model, since a1 promised ballot 1 and reported {ballot: 0, value: v1} (step 7)",
    );
    expect(found.facts.map(({ place, value, step }) => [place, value, step])).toEqual([
      ["promise(by: a1, ballot: 1, last: {ballot: 0, value: v1}) in sent", "true", 7],
    ]);
  });

  it("of a forgetful coordinator: its recovery, after which it decides again", async () => {
    const at = { participants: 2, crash: "coordinator-recovers" } as const;
    const wrong = models.twoPhaseCommitCrashes(at, "t-tmamnesia");
    const found = await mistakeIn(wrong, models.twoPhaseCommitCrashes(at), "consistent");
    expect(found.kind).toBe("effect");
    expect(found.says).toMatch(
      /^step \d, recoverCoordinator: in the other model decision would be abort, not none; then/,
    );
    expect(found.refused).toBe((found.step ?? 0) + 1);
    expect(found.facts[0]).toMatchObject({ place: "decision", value: "none", allowed: ["abort"] });
  });

  it("of gossip that takes what is received: the step that forgets; it may be taken, and does something else", async () => {
    const at = { nodes: 3, versions: 1 };
    const found = await mistakeIn(models.gossip(at, "g-lastwins"), models.gossip(at), "versions monotone");
    expect([found.kind, found.step, found.refused]).toEqual(["effect", 3, null]);
    expect(found.says).toMatch(/^step 3, contact\(.*\): in the other model known\[n\d\]\[n\d\] would be 1, not 0$/);
  });

  it("of a put acknowledged too early: the second one, since what the first one says came true", async () => {
    const at = { clients: 2, servers: 2, invoke: "any-time" } as const;
    const wrong = models.paxosRegister(at, "pr-earlyack");
    const found = await mistakeIn(wrong, models.paxosRegister(at), "linearizable");
    expect([found.kind, found.step]).toEqual(["effect", 8]);
    expect(found.says).toBe(
      "step 8, put(m: put(from: B, to: 1)): in the other model calls would not have putOk(from: 1, to: B) (it showed before, in step 2)",
    );
  });

  it("of Raft's figure 8: an entry of an earlier term is committed by counting", async () => {
    const found = await mistakeIn(models.raftFigure8({}, "counts-replicas"), models.raftFigure8());
    expect([found.kind, found.step, found.refused]).toEqual(["guard", 6, 6]);
    expect(found.says).toMatch(
      /^step 6, commit\(leader: s1\): not in the other model, since s1 has an entry of term 1 /,
    );
  });

  it("of an old leader: the heartbeat that renews a lease without a quorum", async () => {
    const found = await mistakeIn(
      models.openraft2080({}, "heartbeats-without-quorum"),
      models.openraft2080(),
      "a leader reaches a quorum",
    );
    expect([found.kind, found.step, found.refused]).toEqual(["guard", 8, 8]);
  });
});

/** A counter that may go up to 2 and down again. */
function counter(wrong: { readonly most?: number; readonly by?: number; readonly jumps?: boolean } = {}, limit = 1) {
  const { most = 1, by = 1, jumps = false } = wrong;
  return model({
    state: { n: range(0, 4), seen: set(range(0, 4)) },
    rules: {
      up: {
        when: (s) => s.n < most,
        do: (s) => {
          s.n += by;
          s.seen.add(s.n);
        },
      },
      ...(jumps && {
        jump: {
          do: (s) => {
            s.n = 4;
          },
        },
      }),
    },
    always: { small: (s) => s.n <= limit },
    terminal: () => true,
  });
}

describe("a mistake is told by its kind", () => {
  it("guard: the step is not taken, for a fact", async () => {
    const found = await mistakeIn(counter({ most: 2 }), counter(), "small");
    expect(found).toMatchObject({
      kind: "guard",
      against: "another model",
      step: 2,
      refused: 2,
      says: "step 2, up: not in the other model, since n is 1 (step 1)",
    });
  });

  it("effect: what would be instead", async () => {
    const found = await mistakeIn(counter({ by: 2 }), counter(), "small");
    expect(found).toMatchObject({ kind: "effect", step: 1, refused: null });
    expect(found.says).toBe(
      "step 1, up: in the other model n would be 1, not 2, seen would have 1, and seen would not have 2",
    );
    expect(found.facts[0]).toMatchObject({ place: "n", value: "2", allowed: ["1"], step: 1 });
  });

  it("rule: there is no such step", async () => {
    const found = await mistakeIn(counter({ jumps: true }), counter(), "small");
    expect(found).toMatchObject({
      kind: "rule",
      step: 1,
      refused: 1,
      says: "step 1, jump: there is no such step in the other model",
    });
  });

  it("claim: what is counted differs", async () => {
    const found = await mistakeIn(counter({ most: 2 }), counter({ most: 2 }, 2), "small");
    expect(found).toMatchObject({ kind: "claim", step: null, refused: null, facts: [] });
  });

  it("none: nothing that was compared differs", async () => {
    const found = await mistakeIn(counter({ most: 2 }), counter({ most: 2 }), "small");
    expect(found).toMatchObject({ kind: "none", step: null, says: "the same steps lead to the same end" });
  });

  it("omission: what is missing where a behaviour stays, and why it is not enabled", async () => {
    const lamp = (isMissing: boolean) =>
      model({
        state: { lit: boolean, key: boolean },
        rules: {
          turn: {
            when: (s) => !s.key,
            do: (s) => {
              s.key = true;
            },
          },
          light: {
            when: (s) => s.key && !isMissing && !s.lit,
            do: (s) => {
              s.lit = true;
            },
          },
        },
        eventually: { lit: (s) => s.lit },
        fairness: { all: weak(["turn", "light"]) },
        terminal: () => true,
      });
    const found = await mistakeIn(lamp(true), lamp(false), "lit");
    expect(found).toMatchObject({
      kind: "omission",
      step: null,
      says: "light is missing: in the other model it is enabled in the last state",
    });
  });

  it("initial: it begins otherwise", async () => {
    const begins = (at: number) =>
      model({
        state: { n: range(0, 4) },
        init: (s) => {
          s.n = at;
        },
        rules: { stay: { do: () => {} } },
        always: { small: (s) => s.n < 2 },
      });
    const found = await mistakeIn(begins(3), begins(1), "small");
    expect(found).toMatchObject({
      kind: "initial",
      says: "it begins otherwise in the other model: n would be 1, not 3",
    });
  });

  it("fairness: the same steps, and others may be put off", async () => {
    const lamp = (isFair: boolean) =>
      model({
        state: { lit: boolean, n: boolean },
        rules: {
          flip: {
            do: (s) => {
              s.n = !s.n;
            },
          },
          light: {
            when: (s) => !s.lit,
            do: (s) => {
              s.lit = true;
            },
          },
        },
        eventually: { lit: (s) => s.lit },
        fairness: { usual: isFair ? weak(["flip", "light"], { per: "instance" }) : weak("flip") },
      });
    const found = await mistakeIn(lamp(false), lamp(true), "lit");
    expect(found.kind).toBe("fairness");
    expect(found.says).toBe(
      "the fairness assumption usual is another one in the other model: the same steps can be taken",
    );
  });

  it("fairness that closes over a parameter: written alike, and assumed of other steps", async () => {
    const lamps = (fairOf: number) =>
      model({
        state: { lit: range(0, 3), n: boolean },
        rules: {
          flip: {
            do: (s) => {
              s.n = !s.n;
            },
          },
          light: {
            for: { at: range(1, 3) },
            when: (s) => s.lit === 0,
            do: (s, { at }) => {
              s.lit = at;
            },
          },
        },
        eventually: { lit: (s) => s.lit > 1 },
        fairness: { usual: weak("light", { where: ({ at }: { at: number }) => at > fairOf }) },
      });
    const found = await mistakeIn(lamps(3), lamps(0), "lit");
    expect([found.kind, found.says]).toEqual([
      "fairness",
      "the fairness assumption usual is another one in the other model: the same steps can be taken",
    ]);
    expect((await mistakeIn(lamps(3), lamps(3), "lit")).kind).toBe("none");
  });

  it("of states that are others: the first step that the other model does not take on its own", async () => {
    const door = (hasKey: boolean) =>
      hasKey
        ? model({
            state: { open: boolean, key: boolean },
            rules: {
              push: {
                when: (s) => s.key,
                do: (s) => {
                  s.open = true;
                },
              },
            },
            always: { shut: (s) => !s.open },
            terminal: () => true,
          })
        : model({
            state: { open: boolean },
            rules: {
              push: {
                do: (s) => {
                  s.open = true;
                },
              },
            },
            always: { shut: (s) => !s.open },
          });
    const found = await mistakeIn(door(false), door(true), "shut");
    expect([found.kind, found.step, found.refused]).toEqual(["guard", 1, 1]);
    expect(found.says).toContain("push: not in the other model, since key is false (states are others there");
  });
});
