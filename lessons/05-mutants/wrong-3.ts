import { type Agreement, paxosWith } from "./paxos.ts";

// edit:begin agreement
/** The votes of one ballot are for one value. */
const agreement: Agreement = (s, { acceptors, ballots, values }) =>
  ballots.every(
    (ballot) => values.filter((value) => acceptors.some((by) => s.hasSentVote(by, ballot, value))).length <= 1,
  );
// edit:end

export const paxos = paxosWith(agreement);
