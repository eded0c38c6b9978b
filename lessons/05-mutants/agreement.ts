import { type Agreement, paxosWith } from "./paxos.ts";

// edit:begin agreement
/** No two different values are chosen. This one is true of everything: write a better one. */
const agreement: Agreement = (_s, _sizes) => true;
// edit:end

export const paxos = paxosWith(agreement);
