/** What is claimed of basic Paxos. A value is chosen when so many acceptors as are enough voted for it under one number. */
import { agreement, monotonic, validity } from "../../invariants/index.ts";
import { weak } from "../../src/index.ts";
import type { Value } from "../paxos-retold/choose.ts";
import { atLeast } from "../quorums.ts";
import type { Decisions } from "./decisions.ts";
import type { Processes, Proposer, State } from "./processes.ts";

export function claims({ paxos, Proposer, Acceptor, Value, ballots }: Processes, { quorums }: Decisions) {
  const among = Value.values;
  const enough = quorums(Acceptor.values.length).votes;
  const hasVotes = (s: State, value: Value, ballot: number) =>
    atLeast(enough, Acceptor.values, (by) => s.acceptor.votes.get(by).has({ ballot, value }));
  const isChosen = (s: State, value: Value) => ballots.some((ballot) => hasVotes(s, value, ballot));
  const isConcluded = (s: State, value: Value) => Proposer.values.some((p) => s.proposer.concluded.get(p) === value);
  const isRejected = (s: State, value: Value) => Proposer.values.some((p) => s.proposer.rejected.get(p).has(value));
  const isProposed = (s: State, value: Value) =>
    Proposer.values.some((from) => ballots.some((ballot) => s.sent.has(paxos.message.accept({ from, ballot, value }))));

  const say = (value: Value) => `${value} is chosen`;

  return {
    words: {
      "acceptor.votes": [
        "{key} voted for {value} in ballot {ballot}",
        "{key} did not vote for {value} in ballot {ballot}",
      ],
      "proposer.concluded": "{key} concluded {value}",
      "proposer.rejected": "{key} says that {value} was rejected",
    } as const,
    always: {
      agreement: agreement({ among, decided: isChosen, say }),
      validity: validity({ among, decided: isChosen, proposed: isProposed, say }),
      "learned values agree": agreement({ among, decided: isConcluded, say: (value) => `${value} is learned` }),
      "concluded is chosen": (s: State) => among.every((value) => !isConcluded(s, value) || isChosen(s, value)),
      "rejected is not chosen": (s: State) => among.every((value) => !isRejected(s, value) || !isChosen(s, value)),
    },
    step: {
      "promises monotone": monotonic({ at: Acceptor.values, read: (s: State, a) => s.acceptor.promised.get(a) }),
    },
    reachable: {
      chosen: (s: State) => among.some((value) => isChosen(s, value)),
      concluded: (s: State) => among.some((value) => isConcluded(s, value)),
    },
  };
}

export const reactions = ["propose", "conclude", "receive prepare", "receive accept"];

/** What takes a proposer that may lose to others to try again. */
export const progress = {
  leadsTo: { "p1 concludes": [(s: State) => phase(s, "p1") !== "idle", (s: State) => phase(s, "p1") === "done"] },
  fairness: {
    weak: weak([...reactions, "start"], { per: "instance" }),
    "weak-but-start": weak(reactions, { per: "instance" }),
  },
} as const;

function phase(s: State, p: Proposer) {
  return s.proposer.phase.get(p);
}
