import { describe, expect, it } from "vitest";
import { paxosRetold } from "../../models/paxos-retold/paxos-retold.ts";
import { findSteps } from "../../src/page/find.ts";
import { MAJORITY_OF_REPLIES, pathOf } from "./told.ts";

describe("finding steps", () => {
  const { path } = pathOf(paxosRetold({}, "p-majown"), MAJORITY_OF_REPLIES);

  it.each([
    ["", []],
    ["promise", [2, 3, 7, 9]],
    ["PROMISE a1", [2, 7]],
    ["propose(ballot: 1", [10]],
    ["promise > propose ballot: 0", [2, 3]],
    ["promise a3 before accept a3", [9]],
    ["accept > prepare", []],
    ["nothing", []],
  ])("%j finds %j", (query, steps) => {
    expect([...findSteps(path.steps, query)]).toEqual(steps);
  });
});
