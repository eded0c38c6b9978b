/** What goes wrong in Raft when a server forgets or does not look, each of it known from implementations. */
export const mutants = {
  "forgets-vote": {
    about: "a server that comes back from a crash has forgotten whom it voted for",
    breaks: "election safety",
    at: { terms: 1, crashes: 1 },
    steps: 8,
  },
  "no-log-check": {
    about: "a server votes for a candidate whose log is behind its own",
    breaks: "leader completeness",
    at: {},
    steps: 10,
  },
  "figure-8": {
    about: "a leader commits an entry of an earlier term when a majority has it",
    breaks: "leader completeness",
    at: { terms: 4 },
    steps: 19,
  },
};
