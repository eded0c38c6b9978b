import { describe, expect, it } from "vitest";
import * as models from "../../models/index.ts";
import { isProtocol } from "../../src/model/protocol.ts";

const { builtIns } = models;

describe("the registry", () => {
  it("lists the protocols in teaching order", () => {
    expect(builtIns.map(({ protocol }) => protocol.name)).toEqual([
      "two-phase-commit",
      "two-phase-commit-processes",
      "two-phase-commit-backup",
      "transaction-commit",
      "consensus",
      "voting",
      "paxos",
      "basic-paxos",
      "leader-paxos",
      "flexible-paxos",
      "fast-paxos",
      "simplified-fast-paxos",
      "multi-paxos",
      "paxos-commit",
      "duelling-proposers",
      "gossip",
      "membership-gossip",
      "rumour-mongering",
      "tombstones",
      "swim",
      "cassandra-gossip",
      "redis-cluster",
      "single-copy-register",
      "paxos-register",
      "multi-paxos-smr",
    ]);
  });

  it("exports every one of them by its name in camel case", () => {
    const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const exported = Object.entries(models).filter(([, value]) => isProtocol(value));
    expect(new Map(exported)).toEqual(new Map(builtIns.map((protocol) => [camel(protocol.protocol.name), protocol])));
  });

  it("keeps the parameters' names and defaults", () => {
    const defaults = ({ protocol }: (typeof builtIns)[number]) =>
      Object.fromEntries(Object.entries(protocol.parameters).map(([name, parameter]) => [name, parameter.default]));
    expect(builtIns.map(defaults)).toEqual([
      { participants: 3, crash: "none", liveness: false },
      { participants: 3, refusals: true, timeout: true, crash: "none", restart: false, liveness: false },
      { participants: 3, crash: "anybody" },
      { participants: 3 },
      { values: 2 },
      { acceptors: 3, ballots: 3, values: 2 },
      { acceptors: 3, ballots: 2, values: 2, choose: "highest", quorum: "majority", liveness: false },
      { proposers: 2, acceptors: 3, numbers: 2, choose: "highest", quorum: "majority", liveness: false },
      {
        ...{ proposers: 2, acceptors: 3, numbers: 2, leader: "eventual" },
        ...{ quorum: "majority", crashed: 0, liveness: false },
      },
      { acceptors: 4, ballots: 2, values: 2, q1: 3, q2: 2 },
      { acceptors: 4, ballots: 2, values: 2, qf: 3, qc: 3, recovery: "possible" },
      { acceptors: 4, ballots: 2, fast: "first", values: 2, qf: 3, qc: 3 },
      { acceptors: 2, ballots: 2, slots: 2, values: 2 },
      { participants: 2, acceptors: 1, ballots: 2, crashes: 0, liveness: false },
      { proposers: 2, acceptors: 3, crashed: 0, leader: "many", quorum: "majority", until: "chosen" },
      {
        ...{ nodes: 3, versions: 1, updates: "stop", exchange: "push" },
        ...{ transport: "atomic", slots: "one", lossy: false, liveness: false },
      },
      { nodes: 3, seeds: 1, joiners: 1, senders: "all", rumour: "member", cut: "none" },
      { nodes: 3, k: 1, backup: true },
      { nodes: 3 },
      { members: 3, suspicions: 2, confirm: false },
      { nodes: 2, versions: 1, restarts: 1, exchange: "atomic" },
      { part: "votes", masters: 2, replicas: 2, epochs: 2, expiry: "at-once" },
      { clients: 2, invoke: "at-once", servers: 1 },
      { clients: 2, invoke: "at-once", servers: 3 },
      { replicas: 2, writes: 1, reads: 1, ballots: 2, notices: "ballot" },
    ]);
  });

  it("keeps the mutants' names", () => {
    expect(builtIns.flatMap(({ protocol }) => Object.keys(protocol.mutants)).sort()).toEqual(
      [
        ...[
          "p-own",
          "p-majown",
          "p-tie",
          "p-low",
          "p-majretry",
          "p-lowacc",
          "p-nopromise",
          "p-forgetful1b",
          "p-nobump",
        ],
        ...["p-nobump-max", "p-ge", "p-2atwice", "p-stale1b", "p-mbalprom", "p-accgt", "p-learnx", "p-q1", "p-half"],
        ...["p-majretry-live", "t-tmcrash", "t-tmamnesia", "t-rmamnesia"],
        ...["p-flex", "t-abortafter", "t-majority", "t-firstyes", "t-preptimeouta", "t-preptimeoutc", "g-lastwins"],
        ...["tp-majority", "tp-coordinator-amnesia", "tp-participant-amnesia"],
        ...["proc-shared", "proc-shared-once", "proc-noecho", "proc-noechoacc", "proc-learnown", "proc-rej"],
        ...["proc-nobump", "proc-nobump-promised", "proc-nobump-max", "proc-noechoacc-learnt"],
        ...["p-restart", "p-amnesia-all", "p-amnesia-promise", "p-amnesia-vote", "f-qf", "f-any", "f-majority"],
        ...["tb-abort", "tb-commit", "tb-early", "tb-late", "tb-witness", "tb-anytime"],
        ...["sf-any", "sf-assume", "sf-two", "sf-fickle"],
        ...["m-gap", "pc-freeprepared"],
        ...["lp-skip", "lp-skip-first", "lp-own"],
        ...["c-gen", "c-blind", "c-own", "c-self"],
        ...["r-novote", "r-nofsync", "r3", "r-lastheard", "r-stalereport", "r-alone", "r-lastclaim", "r-collide"],
        ...["g-seedonly", "g-overwrite", "g-twoseeds", "g-k", "d-notomb", "d-gc", "s-norefute", "s-noinc"],
        ...["pr-localread", "pr-earlyack", "pr-own", "pr-lowacc"],
        ...["smr-notice", "smr-nothing", "smr-own", "smr-minority", "smr-localread", "smr-lowacc", "smr-skip"],
      ].sort(),
    );
  });

  it("keeps the properties' names", () => {
    const names = builtIns.map((protocol) => protocol().properties.map(({ kind, name }) => `${kind} ${name}`));
    expect(names).toEqual([
      [
        ...["always consistent", "always unanimous", "step refines transaction commit"],
        ...["reachable committed", "reachable aborted", "reachable refused", "reachable aborted though all agreed"],
      ],
      [
        ...["always consistent", "always commits only what all agreed to", "step refines transaction commit"],
        ...["reachable committed", "reachable refused", "reachable aborted though all agreed"],
      ],
      [
        ...["always consistent", "always unanimous", "step refines transaction commit", "reachable committed"],
        ...["reachable the coordinator commits", "reachable the backup commits"],
        ...["reachable the backup aborts for one that failed"],
        ...["eventually decided", "eventually all end"],
      ],
      [
        ...["always consistent", "always unanimous", "step decisions are final"],
        ...["reachable committed", "reachable aborted", "deadlock no deadlock"],
      ],
      ["always agreement", "step integrity", "reachable chosen"],
      [
        ...["always agreement", "always validity", "always one value per ballot", "always votes are safe"],
        ...["step integrity", "step promises monotone", "reachable chosen"],
      ],
      [
        ...["always agreement", "always validity", "always one value per ballot", "always one value learned"],
        ...["step promises monotone", "reachable chosen"],
      ],
      [
        ...["always agreement", "always validity", "always learned values agree", "always concluded is chosen"],
        ...["always rejected is not chosen", "step promises monotone", "reachable chosen", "reachable concluded"],
      ],
      [
        ...["always agreement", "always validity", "always learned values agree", "always concluded is chosen"],
        ...["always rejected is not chosen", "step promises monotone", "reachable chosen", "reachable concluded"],
        "reachable p1 alone leads",
      ],
      [
        ...["always agreement", "always validity", "always one value per ballot", "always one value learned"],
        ...["step promises monotone", "reachable chosen"],
      ],
      [
        ...["always agreement", "always one value per classic ballot", "step promises monotone"],
        ...["reachable chosen fast", "reachable chosen by recovery"],
      ],
      [
        ...["always nontriviality", "step consistency"],
        ...["reachable decided fast", "reachable decided after a collision"],
      ],
      [
        ...["always agreement", "always one value per ballot and slot", "step promises monotone"],
        ...["reachable all slots decided", "reachable a gap"],
      ],
      [
        ...["always consistent", "always unanimous", "always votes agree", "step refines transaction commit"],
        ...["reachable committed", "reachable aborted", "reachable aborted though nobody refused"],
      ],
      ["eventually chosen", "eventually phase 2", "alwaysReachable can be chosen"],
      ["always no ghosts", "step versions monotone", "reachable converged"],
      [
        ...["always lists name members", "step lists grow", "reachable all joined", "eventually converged"],
        ...["eventuallyAlways members known", "eventuallyAlways rumour heard", "alwaysReachable can converge"],
      ],
      [
        ...["always nobody loses interest alone", "step no way back", "reachable all lost interest"],
        ...["eventually all know", "alwaysReachable all can know"],
      ],
      [
        ...["step no resurrection", "reachable forgotten"],
        ...["leadsTo deletion spreads", "alwaysReachable can be forgotten"],
      ],
      [
        ...["always never declared dead", "step incarnation never falls", "reachable all suspect"],
        ...["reachable suspected by hearsay", "eventuallyAlways believed alive"],
      ],
      [
        ...["always no ghosts", "step versions monotone", "step own entry never overwritten", "reachable converged"],
        ...["reachable restart known", "eventuallyAlways all agree"],
      ],
      ["always one winner per epoch", "step current epochs monotone", "reachable elected"],
      ["always linearizable", "reachable value answered", "reachable value read"],
      ["always linearizable", "reachable value answered", "reachable value read", "reachable all servers know"],
      [
        ...["always linearizable", "always slot agreement", "always one proposal per ballot and slot"],
        ...["always only requests are proposed", "always value is the last write committed"],
        ...["always leaders are known by their ballots", "always promises and votes are remembered"],
        ...["always slots are committed in order"],
        ...["step ballots monotone", "step commits are for ever", "reachable all answered"],
        ...["reachable a follower commits", "reachable a write is read", "deadlock no deadlock"],
      ],
    ]);
  });

  it("says something about every protocol and parameter", () => {
    for (const { protocol } of builtIns) {
      expect(protocol.about).not.toBe("");
      expect(protocol.source).not.toBeNull();
      for (const parameter of Object.values(protocol.parameters)) expect(parameter.about).not.toBe("");
    }
  });

  it("builds every protocol at both ends of its parameters' bounds", () => {
    for (const protocol of builtIns) {
      for (const at of [0, 1]) {
        const ends = Object.entries(protocol.protocol.parameters).flatMap(([name, { kind, accepts }]) =>
          kind === "integer" ? [[name, Number(accepts.match(/\d+/g)?.[at])] as const] : [],
        );
        expect(() => protocol(Object.fromEntries(ends)), protocol.protocol.name).not.toThrow();
      }
    }
  });
});
