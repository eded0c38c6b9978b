/**
 * Duelling proposers: Paxos for one value whose proposers keep outbidding each other, and the leader that ends it. Follows
 * Lamport, *Paxos Made Simple* (2001), section 2.4. Numbers of proposals grow for ever, but only their order matters: they
 * are kept as ranks, which makes the graph finite. A proposer tries again only when it can no longer succeed, and
 * messages about its earlier attempt are lost.
 */
import {
  boolean,
  choice,
  enumeration,
  integer,
  map,
  model,
  optional,
  protocol,
  range,
  type StateDraft,
  type StateView,
  set,
  strong,
  weak,
} from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * Paxos proposers that outbid each other, without a leader or with one. After Lamport, Paxos Made Simple (2001),
 * section 2.4.
 *
 * @example
 * ```ts
 * await check(duellingProposers());
 * ```
 */
export const duellingProposers = protocol(
  {
    name: "duelling-proposers",
    about: "Paxos proposers that outbid each other, without a leader or with one",
    source: "Lamport, Paxos Made Simple (2001), section 2.4",
    parameters: {
      proposers: integer({ from: 1, to: 3, default: 2, about: "who proposes, each its own value" }),
      acceptors: integer({ from: 1, to: 5, default: 3, about: "how many promise and vote" }),
      crashed: integer({ from: 0, to: 4, default: 0, about: "how many of the acceptors never do anything" }),
      leader: choice(["many", "one", "eventual"], {
        about: "who may prepare: all, the first proposer only, or all until a leader is settled on",
      }),
      quorum: choice(["majority", "all"], { about: "how many acceptors are enough" }),
      until: choice(["chosen", "phase-2"], {
        about: "where behaviours end: when a value is chosen, or as soon as a proposer has enough promises",
      }),
    },
  },
  ({ proposers, acceptors, crashed, leader, quorum, until }) => {
    const numbered = (letter: string, count: number) =>
      enumeration(`${letter}1`, ...Array.from({ length: count - 1 }, (_, at) => `${letter}${at + 2}`));
    const [Proposer, Acceptor] = [numbered("p", proposers), numbered("a", acceptors)];
    const Value = numbered("v", proposers); // a proposer's own has its number
    const own = (p: string) => p.replace("p", "v");
    // At most so many different ranks are in use, and a new one; 0 stands for none.
    const Rank = range(0, 2 * (proposers + acceptors) + 1);
    const state = {
      phase: map(Proposer, enumeration("idle", "prepare", "accept")),
      rank: map(Proposer, Rank),
      promises: map(Proposer, set(Acceptor)), // phase prepare: who answered
      bestRank: map(Proposer, Rank), // and the highest vote reported
      bestValue: map(Proposer, optional(Value)),
      value: map(Proposer, optional(Value)), // phase accept: what is proposed
      votes: map(Proposer, set(Acceptor)), // and who voted for it
      promised: map(Acceptor, Rank),
      votedRank: map(Acceptor, Rank),
      votedValue: map(Acceptor, optional(Value)),
      chosen: optional(Value),
      settled: boolean, // whether everybody knows that p1 is the leader
    };
    type State = StateView<typeof state>;
    type Draft = StateDraft<typeof state>;

    const enough = quorum === "all" ? acceptors : majorityOf(acceptors);
    const isUp = (a: string) => Acceptor.values.indexOf(a) < acceptors - crashed;
    const isPhase2 = (s: State) =>
      Proposer.values.some((p) => s.phase.get(p) === "accept" || s.promises.get(p).size >= enough);
    // Asked last in guards: it reads the most.
    const isOver = until === "chosen" ? (s: State) => s.chosen !== null : isPhase2;
    const mayPromise = (s: State, a: string, p: string) =>
      s.phase.get(p) === "prepare" && !s.promises.get(p).has(a) && s.promised.get(a) < s.rank.get(p);
    const mayVote = (s: State, a: string, p: string) =>
      s.phase.get(p) === "accept" && !s.votes.get(p).has(a) && s.promised.get(a) <= s.rank.get(p);
    const isPreempted = (s: State, p: string) => {
      const [has, may] = s.phase.get(p) === "prepare" ? [s.promises, mayPromise] : [s.votes, mayVote];
      return has.get(p).size + Acceptor.values.filter((a) => may(s, a, p)).length < enough;
    };
    const isLeader = (s: State, p: string) => leader === "many" || p === "p1" || (leader === "eventual" && !s.settled);

    const enter = (s: Draft, p: string, phase: "idle" | "prepare" | "accept") => {
      s.phase.set(p, phase);
      s.promises.get(p).clear();
      s.bestRank.set(p, 0);
      s.bestValue.set(p, null);
      s.value.set(p, null);
      s.votes.get(p).clear();
    };
    /** Renumbers the ranks in use 0, 1, 2, ... */
    const normalise = (s: Draft) => {
      const fields = [s.rank, s.bestRank, s.promised, s.votedRank];
      const used = new Set([0]);
      for (const field of fields) for (const rank of field.values()) used.add(rank);
      if (used.has(used.size - 1) && Math.max(...used) < used.size) return; // no number is missing
      const ranks = [...used].sort((one, other) => one - other);
      for (const field of fields) for (const [at, rank] of field) field.set(at, ranks.indexOf(rank));
    };

    const everyday = ["prepare", "accept", "promise", "vote"];
    const rules = [...everyday, "settle"];
    return model({
      state,
      words: {
        phase: "{key} is in phase {value}",
        rank: "{key} has rank {value}",
        promised: "{key} promised rank {value}",
      },
      rules: {
        /**
         * Starts, or starts again, with a new number; who is preempted and not the leader becomes idle. It keeps its
         * number, which nobody looks at any more but to take a larger one (forgetting it would give 55,028 states
         * with leader=eventual instead of 56,137).
         */
        prepare: {
          for: { p: Proposer },
          when: (s, { p }) => (s.phase.get(p) === "idle" ? isLeader(s, p) : isPreempted(s, p)) && !isOver(s),
          do: (s, { p }) => {
            const leads = isLeader(s, p);
            enter(s, p, leads ? "prepare" : "idle");
            if (leads) s.rank.set(p, 1 + Math.max(...s.rank.values(), ...s.promised.values()));
            normalise(s);
          },
        },
        promise: {
          for: { a: Acceptor, p: Proposer },
          when: (s, { a, p }) => isUp(a) && mayPromise(s, a, p) && !isOver(s),
          do: (s, { a, p }) => {
            s.promised.set(a, s.rank.get(p));
            s.promises.get(p).add(a);
            if (s.votedRank.get(a) > s.bestRank.get(p)) {
              s.bestRank.set(p, s.votedRank.get(a));
              s.bestValue.set(p, s.votedValue.get(a));
            }
            normalise(s);
          },
        },
        accept: {
          for: { p: Proposer },
          when: (s, { p }) => s.phase.get(p) === "prepare" && s.promises.get(p).size >= enough && !isOver(s),
          do: (s, { p }) => {
            const value = s.bestRank.get(p) > 0 ? s.bestValue.get(p) : own(p);
            enter(s, p, "accept");
            s.value.set(p, value);
            normalise(s);
          },
        },
        vote: {
          for: { a: Acceptor, p: Proposer },
          when: (s, { a, p }) => isUp(a) && mayVote(s, a, p) && !isOver(s),
          do: (s, { a, p }) => {
            s.promised.set(a, s.rank.get(p));
            s.votedRank.set(a, s.rank.get(p));
            s.votedValue.set(a, s.value.get(p));
            s.votes.get(p).add(a);
            if (s.votes.get(p).size >= enough) s.chosen = s.value.get(p);
            normalise(s);
          },
        },
        settle: leader === "eventual" && {
          when: (s) => !isOver(s) && !s.settled,
          do: (s) => {
            s.settled = true;
          },
        },
      },
      eventually: {
        chosen: until === "chosen" && ((s) => s.chosen !== null),
        "phase 2": isPhase2,
      },
      alwaysReachable: { "can be chosen": until === "chosen" && ((s) => s.chosen !== null) },
      fairness: {
        weak: weak(rules, { per: "instance" }),
        strong: strong(rules, { per: "instance" }),
        // The leader is looked for, and perhaps never settled on.
        "weak-unsettled": leader === "eventual" && weak(everyday, { per: "instance" }),
      },
      view: { colours: { phase: { prepare: "grey", accept: "ochre" } } },
    });
  },
);
