import { type Choose, paxosWith } from "./paxos.ts";

// edit:begin choose
/** The value that is reported most often, and any of these in a tie. */
const choose: Choose = (reports, own) => {
  const votes = reports.filter((report) => report !== null);
  const countOf = (value: string) => votes.filter((vote) => vote.value === value).length;
  const most = Math.max(...votes.map((vote) => countOf(vote.value)));
  return votes.length === 0 ? own : votes.filter((vote) => countOf(vote.value) === most).map((vote) => vote.value);
};
// edit:end

export const paxos = paxosWith(choose);
