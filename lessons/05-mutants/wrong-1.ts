import { type Agreement, paxosWith } from "./paxos.ts";

// edit:begin agreement
/** The latest votes never differ. */
const agreement: Agreement = (s, { acceptors }) => {
  const votes = acceptors.map(s.latestVote).filter((vote) => vote !== null);
  return votes.every((vote) => vote.value === votes[0]?.value);
};
// edit:end

export const paxos = paxosWith(agreement);
