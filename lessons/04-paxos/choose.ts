import { type Choose, paxosWith } from "./paxos.ts";

// edit:begin choose
/** The text's rule: the value that more than half of the replies report, and your own where there is none. */
const choose: Choose = (reports, own) => {
  const votes = reports.filter((report) => report !== null);
  const isReportedBy = (count: number, value: string) => votes.filter((vote) => vote.value === value).length > count;
  const winner = votes.find((vote) => isReportedBy(reports.length / 2, vote.value));
  return winner === undefined ? own : [winner.value];
};
// edit:end

export const paxos = paxosWith(choose);
