// What a verdict suggests where a check could do with less work.
import { describe, expect, it } from "vitest";
import { basicPaxos, paxos } from "../../models/index.ts";
import { hintsFor } from "../../src/verify/hints.ts";

const many = { distinct: 50_000, reductions: [], dropped: [] };

describe("a hint", () => {
  it("is given where messages expire, and a large search keeps them", () => {
    expect(hintsFor(basicPaxos(), many)).toEqual([
      {
        kind: "expired-messages-kept",
        subject: "stale-messages",
        message: expect.stringMatching(/^messages expire here \(promise, accepted\).* stale-messages forgets them$/),
      },
    ]);
  });

  it.each<[string, ReturnType<typeof hintsFor>]>([
    ["nothing expires", hintsFor(paxos(), many)],
    ["there are few states", hintsFor(basicPaxos(), { ...many, distinct: 49_999 })],
    ["they are forgotten", hintsFor(basicPaxos(), { ...many, reductions: ["stale-messages"] })],
    [
      "that was asked for and cannot be",
      hintsFor(basicPaxos(), { ...many, dropped: [{ reduction: "stale-messages", reason: "a property reads them" }] }),
    ],
  ])("is not given where %s", (_, hints) => expect(hints).toEqual([]));
});
