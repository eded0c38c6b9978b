// synod's own suite: counts that others published or computed, the mistake of the text that synod began with, all mutants of
// the models that come with it (the gallery's are the bugs that became known, and without them what was mended), the examples.
// `npm start` runs what is tagged `start`; CI all of it.
import { suiteChecks, textsMistake } from "./src/cli/suite-checks.ts";
import { defineSuite } from "./src/suite.ts";

const withMutants = [
  ["two-phase-commit-crashes"],
  ["two-phase-commit-processes"],
  ["two-phase-commit-backup"],
  ["paxos-retold"],
  ["basic-paxos"],
  ["leader-paxos"],
  ["fast-paxos"],
  ["simplified-fast-paxos"],
  ["multi-paxos"],
  ["paxos-commit"],
  ["gossip"],
  ["gossip-in-flight"],
  ["membership-gossip"],
  ["rumour-mongering"],
  ["tombstones"],
  ["swim"],
  ["cassandra-gossip"],
  ["redis-cluster"],
  ["paxos-register"],
  ["paxos-register-processes"],
  ["abd-register"],
  ["multi-paxos-smr"],
  ["raft"],
  ["raft-figure-8", "gallery"],
  ["raft-membership", "gallery"],
  ["ewd840"],
  ["peterson"],
  ["bakery"],
  ["lock-free-queue"],
  ["openraft-2080", "gallery"],
  ["vr-state-transfer", "gallery"],
  ["kip-101", "gallery"],
  ["kip-966", "gallery"],
  ["nats-fsync", "gallery"],
  ["zookeeper-4643", "gallery"],
  ["epaxos-ballot", "gallery"],
  ["redlock", "gallery"],
  ["aba-stack", "gallery"],
  ["blocking-queue", "gallery"],
  ["weave-56", "gallery"],
  ["lseq-interleaving", "gallery"],
] as const;

export default defineSuite({
  checks: [
    ...suiteChecks.map(({ model, parameters, distinct, generated, depth }) => ({
      model,
      parameters,
      counts: { distinct, depth, ...(generated !== null && { generated }) },
      tags: ["start"],
    })),
    {
      model: textsMistake.model,
      parameters: textsMistake.parameters,
      mutant: textsMistake.mutant,
      properties: [textsMistake.property],
      expect: { violated: textsMistake.property, steps: textsMistake.steps },
      tags: ["start"],
    },
    ...withMutants.map(([model, ...tags]) => ({ model, mutants: "quick", tags: ["models", ...tags] }) as const),
    // What is told anew for ever is agreed on by chance only: what it claims is over time, under fairness that it does not have.
    {
      model: "gossip-unending",
      mutants: "quick",
      expect: { violated: "all agree", steps: 4 },
      tags: ["models"],
    },
    { model: "./examples/lease.ts", mutants: "all", tags: ["examples"] },
    { model: "./examples/bakery.ts", tags: ["examples"] },
    {
      model: "./examples/philosophers.ts",
      parameters: { last: "right" },
      reductions: ["partial-order"],
      tags: ["examples"],
    },
    { model: "./examples/payments.ts", tags: ["examples"] },
    { model: "./examples/parcels.ts", tags: ["examples"] },
    { model: "./examples/stack.ts", tags: ["examples"] },
    { model: "./examples/starvation.ts", expect: { violated: "c1 gets its turn", steps: 4 }, tags: ["examples"] },
    { model: "./examples/starvation.ts", fairness: "strong", tags: ["examples"] },
    {
      model: "./examples/bank-transfer.ts",
      expect: { violated: "no coin is made or lost", steps: 4 },
      tags: ["examples"],
    },
  ],
});
