import { type Agreement, paxosWith } from "./paxos.ts";

// edit:begin agreement
/** At most one value has a majority of the latest votes. */
const agreement: Agreement = (s, { acceptors, values, majority }) => {
  const has = (value: string) => acceptors.filter((by) => s.latestVote(by)?.value === value).length >= majority;
  return values.filter(has).length <= 1;
};
// edit:end

export const paxos = paxosWith(agreement);
