import { describe, expect, it } from "vitest";
import { twoPhaseCommitProcesses as commit } from "../../models/index.ts";
import { referenceOf } from "../explore/reference.ts";
import { search } from "../support/search.ts";
import { overTime } from "../support/verdicts.ts";

type At = NonNullable<Parameters<typeof commit>[0]>;
const willing = { refusals: false, liveness: true } as const;

/** The shapes of the claims over time. */
async function shapes(at: At) {
  const found = await overTime(commit(at));
  expect(found.safe).toBe(true);
  return found.shapes;
}

describe("two-phase commit as processes", () => {
  it.each([1, 2, 3, 4])("has 2^(n+1) + 1 states when nothing goes wrong, as Paxos with one leader: n = %i", (n) => {
    const found = search(commit({ participants: n, refusals: false, timeout: false }));
    expect(found).toMatchObject({ distinct: 2 ** (n + 1) + 1, depth: 2 * n + 2 });
    expect(found.violations.size).toBe(0);
  });

  it.each<[string, At]>([
    ["nobody crashes", {}],
    ["a participant crashes", { participants: 2, crash: "participant", restart: true }],
    ["the coordinator crashes", { participants: 2, crash: "coordinator", restart: true }],
  ])("is consistent when %s, by the interpreter too", (_, at) => {
    const { distinct, generated, depth, violations } = search(commit(at));
    expect(violations.size).toBe(0);
    const reference = referenceOf(commit(at), { keepGoing: true, limit: 10_000 });
    expect(reference).toMatchObject({ distinct, generated, depth });
  });

  it("decides, and commits if nobody refuses or is impatient", async () => {
    expect(await shapes({ ...willing, timeout: false })).toEqual({
      ...{ decided: "holds", "all commit": "holds", "the prepared decide": "holds" },
    });
    // An ask, a timeout, and everybody told.
    expect(await shapes(willing)).toEqual({
      ...{ decided: "holds", "all commit": "5 + 0", "the prepared decide": "holds" },
    });
  });

  it("needs a timeout once a participant crashes, and then does not commit", async () => {
    const at = { ...willing, participants: 2, crash: "participant" } as const;
    expect(await shapes({ ...at, timeout: false })).toEqual({
      ...{ decided: "3 + 0", "all commit": "3 + 0", "the prepared decide": "3 + 0" },
    });
    expect(await shapes(at)).toMatchObject({ decided: "holds", "all commit": "4 + 0" });
  });

  it("blocks for ever when the coordinator crashes, until it comes back", async () => {
    const at = { ...willing, participants: 1, crash: "coordinator" } as const;
    // Asked, prepared, and nobody there to decide.
    expect(await shapes(at)).toMatchObject({ "the prepared decide": "3 + 0" });
    expect(await shapes({ ...at, participants: 2, restart: true })).toMatchObject({
      ...{ decided: "holds", "the prepared decide": "holds" },
    });
  });
});
