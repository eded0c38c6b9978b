import { type Agreement, paxosWith } from "./paxos.ts";

// edit:begin agreement
/** No two different values are chosen: has a majority ever sent votes for them, in one ballot each? */
const agreement: Agreement = (s, { acceptors, ballots, values, majority }) => {
  const isChosen = (value: string) =>
    ballots.some((ballot) => acceptors.filter((by) => s.hasSentVote(by, ballot, value)).length >= majority);
  return values.filter(isChosen).length <= 1;
};
// edit:end

export const paxos = paxosWith(agreement);
