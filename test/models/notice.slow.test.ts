// The least that a model's claims must notice, as `synod mutate MODEL` would find: that a rule is never taken.
import { describe, expect, it } from "vitest";
import { builtIns, cassandraGossip, redisCluster } from "../../models/index.ts";
import { check, type Model } from "../../src/index.ts";
import { checkMutation } from "../../src/mutants/mutation-score.ts";

/** Their default configurations break what they claim, on purpose: any change would be noticed by that. */
const violated = ["duelling-proposers", "gossip-unending"];

/** All that these rules lead to is among the initial states: no claim about states can tell whether they are ever taken. */
const beginsAnywhere: Readonly<Record<string, readonly string[]>> = { ewd840: ["send", "rest"] };

const models = builtIns
  .filter(({ protocol }) => !violated.includes(protocol.name))
  .map((protocol): [string, Model] => [protocol.protocol.name, protocol()]);

describe("the claims of", () => {
  it.each([
    ...models,
    ["cassandra-gossip exchange=handshake", cassandraGossip({ exchange: "handshake" })] as const,
    ...(["delayed-votes", "failure-reports", "slot-claims"] as const).map(
      (part) => [`redis-cluster part=${part}`, redisCluster({ part })] as const,
    ),
  ])("%s notice each rule that is never taken", async (name, model) => {
    const { verdict: unchanged } = await check(model);
    expect(unchanged.outcome).toBe("holds");
    const unnoticed: string[] = [];
    for (const { name: rule } of model.rules) {
      const { signal } = new AbortController();
      const mutation = { rule, change: "never", field: null } as const;
      const { fate } = await checkMutation(model, mutation, { signal, unchanged, mostStates: Infinity });
      if (fate !== "caught") unnoticed.push(rule);
    }
    expect(unnoticed).toEqual(beginsAnywhere[name] ?? []);
  });
});
