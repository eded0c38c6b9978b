/**
 * Paxos with a leader seen as voting, as consensus, and as Paxos. Its proposers count from 1, where 0 is none; ballots count
 * from 0. Voting is about promises and votes, and acceptors keep both. Paxos is about messages, too, which there are never
 * lost, only read late: to be seen as Paxos, this model must keep replies that its proposers will not read any more, which
 * it otherwise forgets (`expires`), and so must pay for more states.
 */
import type { SystemState } from "../../src/index.ts";
import type { Processes } from "../basic-paxos/processes.ts";
import { paxos } from "../paxos/paxos.ts";
import { seenAsVoting } from "../voting/seen-as-voting.ts";

/** The links, with that to `paxos` where `isPaxos` says so; `ballots`: the largest number of a proposal. */
export function seenAs(
  { Acceptor, Value, paxos: processes }: Processes,
  { ballots, isPaxos }: { readonly ballots: number; readonly isPaxos: boolean },
) {
  type State = SystemState<typeof processes>;
  type Vote = { readonly ballot: number; readonly value: (typeof Value.values)[number] };
  const vote = ({ ballot, value }: Vote): Vote => ({ ballot: ballot - 1, value });
  const promised = (s: State, a: (typeof Acceptor.values)[number]) => s.acceptor.promised.get(a) - 1;
  return {
    ...seenAsVoting<State, (typeof Acceptor.values)[number], (typeof Value.values)[number]>({
      acceptors: Acceptor.values,
      ballots,
      values: Value.values,
      promised,
      votedFor: (s, a, ballot, value) => s.acceptor.votes.get(a).has({ ballot: ballot + 1, value }),
    }),
    paxos: isPaxos && {
      model: paxos({ acceptors: Acceptor.values.length, ballots, values: Value.values.length }),
      map: (s: State) => ({
        promised: Acceptor.values.map((a) => [a, promised(s, a)]),
        voted: Acceptor.values.map((a) => {
          const last = s.acceptor.last.get(a);
          return [a, last && vote(last)];
        }),
        sent: [
          ...[...s.sent].flatMap((message) => {
            switch (message.kind) {
              case "prepare":
                return { kind: "prepare", ballot: message.number - 1 };
              case "promise": {
                const { from: by, number, last } = message;
                // Who promises again, and meanwhile has voted, says nothing new: Paxos has no second reply.
                if (last?.ballot === number) return [];
                return { kind: "promise", by, ballot: number - 1, last: last && vote(last) };
              }
              case "accept":
                return { kind: "propose", ...vote(message) };
              default:
                return []; // who accepts has voted, and it is read off the votes
            }
          }),
          ...Acceptor.values.flatMap((by) =>
            [...s.acceptor.votes.get(by)].map((each) => ({ kind: "accept", by, ...vote(each) })),
          ),
        ],
      }),
    },
  };
}
