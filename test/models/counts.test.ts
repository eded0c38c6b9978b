import { describe, expect, it } from "vitest";
import { builtIns } from "../../models/index.ts";
import type { Protocol } from "../../src/index.ts";
import { AFFORDABLE, type Counts, counts } from "../oracles/counts.ts";
import { search } from "../support/search.ts";

const protocolOf = (name: string) => builtIns.find((protocol) => protocol.protocol.name === name) as Protocol;

describe("the built-in models", () => {
  const affordable = counts.filter(({ distinct }) => distinct < AFFORDABLE);
  const cases = affordable.map((counted): [string, Counts] => [describeCase(counted), counted]);
  it.each(cases)("have as many states and steps as others found: %s", (_, { model, parameters, ...expected }) => {
    const found = search(protocolOf(model)(parameters));
    expect(found.distinct).toBe(expected.distinct);
    if (expected.generated !== null) expect(found.generated).toBe(expected.generated);
    if (expected.depth !== null) expect(found.depth).toBe(expected.depth);
    expect([...found.violations]).toEqual([]);
  });

  it.each([...builtIns])(
    "can do at their defaults all that they say is possible, with every rule: $protocol.name",
    (protocol) => {
      const model = protocol();
      const found = search(model);
      const reachable = model.properties.filter(({ kind }) => kind === "reachable").map(({ name }) => name);
      expect([...found.witnesses.keys()].sort()).toEqual(reachable.sort());
      expect(found.idle).toEqual([]);
    },
  );

  it("choose a value in Paxos after six steps, and commit in 3n + 1", () => {
    expect(search(protocolOf("paxos")()).witnesses.get("chosen")).toHaveLength(6);
    expect(search(protocolOf("two-phase-commit")()).witnesses.get("committed")).toHaveLength(10);
  });

  it("have in Paxos with one value (1 + 2^A (1 + number of quorums))^B states", () => {
    for (const [acceptors, ballots, quorums] of [
      [1, 3, 1],
      [2, 3, 1],
      [3, 2, 4],
      [4, 2, 5],
    ] as const) {
      const { distinct } = search(protocolOf("paxos")({ acceptors, ballots, values: 1 }));
      expect(distinct).toBe((1 + 2 ** acceptors * (1 + quorums)) ** ballots);
    }
  });

  it("vote in 26,905 steps of voting, by our own count", () => {
    expect(search(protocolOf("voting")()).generated).toBe(26_905);
  });
});

function describeCase({ model, parameters }: Counts): string {
  return [model, ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`)].join(" ");
}
