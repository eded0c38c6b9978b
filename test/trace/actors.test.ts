import { describe, expect, it } from "vitest";
import {
  abdRegister,
  bakery,
  gossip,
  gossipInFlight,
  gossipUnending,
  multiPaxos,
  paxosRegister,
  paxosRetold,
  peterson,
  raftFigure8,
  redlock,
  rumourMongering,
  twoPhaseCommit,
  twoPhaseCommitCrashes,
} from "../../models/index.ts";
import { causalityOf } from "../../src/formats/causality.ts";
import { boolean, check, type Protocol, scalarset, system } from "../../src/index.ts";
import { interpret } from "../../src/interpret/interpret.ts";
import type { Model } from "../../src/model/model.ts";
import { instancesOf, stepText } from "../../src/program/instances.ts";
import type { StepList } from "../../src/program/steps.ts";
import { actorsOf } from "../../src/trace/actors.ts";
import { processKinds } from "../../src/trace/process-kinds.ts";
import { statesAlong } from "../../src/trace/replay.ts";

function namesOf(model: Model, list: StepList): string[] {
  const subject = { model, interpreter: interpret(model), instances: instancesOf(model.rules) };
  const { lanes, of } = actorsOf(subject, list.steps, statesAlong(model, list), processKinds(model));
  return of.map((lane) => lanes[lane]?.name as string);
}

/** Rules (`*`: all) and who takes their steps; in braces a binding's value, or that of a field of what is bound. */
type Takers = Readonly<Record<string, string>>;

const cases: readonly (readonly [of: string, Protocol, mutant: string, Takers])[] = [
  [
    "Paxos: acceptors, and ballots, whose proposers nobody names",
    paxosRetold,
    "p-majown",
    { prepare: "ballot {ballot}", promise: "{by}", propose: "ballot {ballot}", accept: "{by}" },
  ],
  [
    "Multi-Paxos",
    multiPaxos,
    "m-gap",
    { prepare: "ballot {ballot}", promise: "{by}", propose: "ballot {ballot}", accept: "{by}" },
  ],
  ["gossip: whose knowledge changes", gossip, "g-lastwins", { update: "{node}", contact: "{to}" }],
  [
    "gossip by messages: whoever receives one",
    gossipInFlight,
    "g-lastwins",
    { update: "{node}", send: "{from}", receive: "{to}" },
  ],
  [
    "gossip between numbers, called as its view says",
    gossipUnending,
    "g-lastwins",
    { contact: "node {to}", update: "node 2" },
  ],
  ["rumour mongering: who tells", rumourMongering, "g-k", { tell: "{from}" }],
  [
    "two-phase commit: the coordinator hears of a participant, which does nothing",
    twoPhaseCommit,
    "t-abortafter",
    {
      prepare: "{p}",
      hear: "coordinator",
      decideCommit: "coordinator",
      decideAbort: "coordinator",
      abort: "{p}",
      commit: "{p}",
    },
  ],
  [
    "two-phase commit with crashes, whose rules say who crashes",
    twoPhaseCommitCrashes,
    "t-tmamnesia",
    {
      prepare: "{p}",
      hear: "coordinator",
      decideCommit: "coordinator",
      decideAbort: "coordinator",
      crashCoordinator: "coordinator",
      recoverCoordinator: "coordinator",
      abort: "{p}",
      commit: "{p}",
    },
  ],
  [
    "Redlock: clients, and the node whose clock jumps",
    redlock,
    "clock-jump",
    { ask: "{client}", hold: "{client}", jump: "{node}" },
  ],
  [
    "Raft by elections in one step",
    raftFigure8,
    "counts-replicas",
    { elect: "{leader}", write: "{leader}", replicate: "{to}", commit: "{leader}" },
  ],
  ["programs", peterson, "pe-order", { "*": "{self}" }],
  ["programs of numbers", bakery, "ba-ties", { "*": "customer {self}" }],
  [
    "roles: whoever receives",
    abdRegister,
    "abd-one-stores",
    {
      "receive call": "server {to}",
      "receive ask": "server {to}",
      "receive answer": "server {to}",
      "receive putOk": "{to}",
      "receive getOk": "{to}",
    },
  ],
  [
    "messages in records: whom they are for",
    paxosRegister,
    "pr-localread",
    {
      put: "process {to}",
      prepare: "process {to}",
      prepared: "process 0",
      accept: "process {to}",
      accepted: "process 0",
      get: "process {to}",
      putOk: "{to}",
      getOk: "{to}",
    },
  ],
];

describe("who acts in a step", () => {
  it.each(cases)("is right in %s", async (_, protocol, id, takers) => {
    const mutant = protocol.protocol.mutants[id];
    const model = protocol(mutant?.at, id);
    const { counterexamples } = await check(model, { properties: [mutant?.breaks as string], workers: 1 });
    const { list, trace } = counterexamples[0] as (typeof counterexamples)[number];
    const found = namesOf(model, list);
    const said = trace.steps.map(({ rule, arguments: bound }) => {
      const text = bound.map(([name, value]) => `${name}: ${value}`).join(", ");
      const expected = (takers[rule] ?? takers["*"])?.replace(
        /\{(\w+)\}/,
        (__, name) => new RegExp(`\\b${name}: (\\w+)`).exec(text)?.[1] ?? "?",
      );
      return [`${rule}(${text})`, expected];
    });
    expect(trace.steps.map((__, at) => [said[at]?.[0], found[at]])).toEqual(said);
    // Every rule that is named here is taken, so that nothing is expected of nobody.
    expect(
      Object.keys(takers).filter((rule) => rule !== "*" && !trace.steps.some((step) => step.rule === rule)),
    ).toEqual([]);
    // Formats have the same, in the order in which they first act.
    const { hosts, steps } = causalityOf(model, list);
    expect(steps.map(({ host }) => hosts[host])).toEqual(found);
  });

  it("is the network where a message is lost", () => {
    const world = system({
      roles: {
        client: { processes: scalarset("c", 2), stable: { asked: boolean } },
        server: { processes: scalarset("s", 1), stable: { seen: boolean } },
      },
      messages: { ask: { from: "client", to: "server" } },
      network: { kind: "bag", capacity: 2, lossy: true },
    });
    const client = world.role("client", {
      rules: {
        ask: {
          when: (row) => !row.asked,
          do: (row, { send }) => {
            row.asked = true;
            send.ask({ to: "s1" });
          },
        },
      },
    });
    const server = world.role("server", {
      receive: {
        ask: {
          do: (row) => {
            row.seen = true;
          },
        },
      },
    });
    const model = world.model({ roles: [client, server] });
    const interpreter = interpret(model);
    const instances = instancesOf(model.rules);
    const [first] = interpreter.initialStates();
    let state = first as NonNullable<typeof first>;
    const steps: number[] = [];
    for (const wanted of [/^ask\(/, /^lose/, /^ask\(/, /^receive/]) {
      const taken = interpreter
        .successors(state)
        .find(({ step }) => wanted.test(stepText(instances, step, () => null as never)));
      if (taken === undefined) throw new Error(`${wanted} is not enabled`);
      steps.push(taken.step);
      state = taken.state;
    }
    expect(namesOf(model, { initial: 0, steps })).toEqual(["c1", "network", "c2", "s1"]);
  });
});
