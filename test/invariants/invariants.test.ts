import { describe, expect, it } from "vitest";
import {
  agreement,
  atMostOne,
  atMostOnePer,
  commitSteps,
  convergence,
  integrity,
  mayBecome,
  monotonic,
  noGhosts,
  type Status,
  unanimity,
  validity,
} from "../../invariants/index.ts";

/** A state is a list; what holds is what is in it. */
const has = (state: readonly string[], member: string) => state.includes(member);

describe("at most one", () => {
  const claim = atMostOne({ among: ["a", "b", "c"], holds: has });
  it("holds of none and of one", () => {
    expect([[], ["a"], ["c"], ["z", "y"]].map((state) => claim(state))).toEqual([true, true, true, true]);
  });
  it("fails of two", () => {
    expect(
      [
        ["a", "b"],
        ["a", "c"],
        ["c", "b"],
        ["a", "b", "c"],
      ].map((state) => claim(state)),
    ).toEqual([false, false, false, false]);
  });
  it("does not look at the last candidate when there is none before it", () => {
    const asked: string[] = [];
    const holds = (_: null, candidate: string) => asked.push(candidate) === 0;
    expect(atMostOne({ among: ["a", "b", "c"], holds })(null)).toBe(true);
    expect(asked).toEqual(["a", "b"]);
  });
  it("is claimed of each key alone", () => {
    const perKey = atMostOnePer({
      per: [0, 1],
      among: ["a", "b"],
      holds: (state: readonly string[], key, candidate) => has(state, `${key}${candidate}`),
    });
    expect(perKey(["0a", "1b"])).toBe(true);
    expect(perKey(["0a", "1b", "1a"])).toBe(false);
  });
});

describe("claims about decisions", () => {
  const decisions = { among: ["commit", "abort"], decided: has };
  it("agreement: not two", () => {
    expect(agreement(decisions)(["commit"])).toBe(true);
    expect(agreement(decisions)(["commit", "abort"])).toBe(false);
  });
  it("validity: only what was proposed", () => {
    const claim = validity({
      ...decisions,
      proposed: (state: readonly string[], value) => has(state, `propose ${value}`),
    });
    expect(claim(["propose commit", "commit"])).toBe(true);
    expect(claim(["propose commit"])).toBe(true);
    expect(claim(["propose commit", "abort"])).toBe(false);
  });
  it("integrity: for ever", () => {
    expect(integrity(decisions)([], ["abort"])).toBe(true);
    expect(integrity(decisions)(["abort"], ["abort", "commit"])).toBe(true);
    expect(integrity(decisions)(["abort"], ["commit"])).toBe(false);
  });
});

describe("monotonic", () => {
  const claim = monotonic({ at: [0, 1], read: (state: readonly number[], place) => state[place] as number });
  it("lets numbers stay and rise, each by itself", () => {
    expect(claim([1, 5], [1, 6])).toBe(true);
  });
  it("lets none fall", () => {
    expect(claim([1, 5], [2, 4])).toBe(false);
  });
});

describe("claims about knowledge", () => {
  type Known = readonly (readonly number[])[];
  const knowledge = { nodes: [0, 1], known: (state: Known, by: number, about: number) => state[by]?.[about] as number };
  it("no ghosts: nobody is ahead of the owner", () => {
    expect(
      noGhosts(knowledge)([
        [1, 0],
        [1, 2],
      ]),
    ).toBe(true);
    expect(
      noGhosts(knowledge)([
        [1, 0],
        [2, 2],
      ]),
    ).toBe(false);
  });
  it("convergence: not only equal, but at the last version", () => {
    const claim = convergence({ ...knowledge, version: 2 });
    expect(
      claim([
        [2, 2],
        [2, 2],
      ]),
    ).toBe(true);
    expect(
      claim([
        [1, 2],
        [1, 2],
      ]),
    ).toBe(false);
    expect(
      claim([
        [2, 2],
        [1, 2],
      ]),
    ).toBe(false);
  });
});

describe("claims about transactions", () => {
  type Statuses = readonly Status[];
  const read = { participants: [0, 1, 2], status: (state: Statuses, p: number) => state[p] as Status };

  it("may become: prepared from working, committed when all are prepared, aborted when nobody has committed", () => {
    const may = (state: Statuses) =>
      (["working", "prepared", "committed", "aborted"] as const).filter((next) => mayBecome(read, state, 0, next));
    expect(may(["working", "working", "working"])).toEqual(["prepared", "aborted"]);
    expect(may(["prepared", "working", "prepared"])).toEqual(["aborted"]);
    expect(may(["prepared", "prepared", "prepared"])).toEqual(["committed", "aborted"]);
    expect(may(["prepared", "committed", "prepared"])).toEqual(["committed"]);
    expect(may(["prepared", "aborted", "prepared"])).toEqual(["aborted"]);
    expect(may(["committed", "committed", "committed"])).toEqual([]);
    expect(may(["aborted", "working", "working"])).toEqual([]);
  });

  it("commit steps: one at a time, and each as it may", () => {
    const claim = commitSteps(read);
    const from: Statuses = ["prepared", "prepared", "prepared"];
    expect(claim(from, from)).toBe(true);
    expect(claim(from, ["prepared", "committed", "prepared"])).toBe(true);
    expect(claim(from, ["prepared", "aborted", "prepared"])).toBe(true);
    expect(claim(from, ["prepared", "committed", "committed"])).toBe(false);
    expect(claim(from, ["working", "prepared", "prepared"])).toBe(false);
    expect(claim(["prepared", "prepared", "working"], ["committed", "prepared", "working"])).toBe(false);
  });

  it("unanimity: a committed one means that nobody works or has aborted", () => {
    const claim = unanimity(read);
    expect(claim(["prepared", "committed", "prepared"])).toBe(true);
    expect(claim(["prepared", "working", "aborted"])).toBe(true);
    expect(claim(["committed", "prepared", "working"])).toBe(false);
    expect(claim(["aborted", "prepared", "committed"])).toBe(false);
  });
});
