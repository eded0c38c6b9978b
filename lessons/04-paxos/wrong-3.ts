import { type Choose, paxosWith } from "./paxos.ts";

// edit:begin choose
/** The value that more than half of the replies report; where there is none, wait. */
const choose: Choose = (reports, own) => {
  const votes = reports.filter((report) => report !== null);
  if (votes.length === 0) return own;
  return votes
    .map((vote) => vote.value)
    .filter((value) => 2 * votes.filter((vote) => vote.value === value).length > reports.length);
};
// edit:end

export const paxos = paxosWith(choose);
