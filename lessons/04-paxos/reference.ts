import { type Choose, paxosWith } from "./paxos.ts";

// edit:begin choose
/** The value of the highest-numbered vote that is reported, and your own where none is. */
const choose: Choose = (reports, own) => {
  const votes = reports.filter((report) => report !== null);
  const highest = Math.max(...votes.map((vote) => vote.ballot));
  return votes.length === 0 ? own : votes.filter((vote) => vote.ballot === highest).map((vote) => vote.value);
};
// edit:end

export const paxos = paxosWith(choose);
