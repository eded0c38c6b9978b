/** SWIM's mutants: each changes one of the decisions in override.ts. */
import { type Belief, decisions } from "./override.ts";

export const mutants = {
  "s-norefute": {
    about: "the subject refutes with the incarnation that is suspected",
    breaks: "believed alive",
    at: { members: 3, suspicions: 1 },
    steps: 2,
    change: { refuted: (incarnation: number) => incarnation },
  },
  "s-noinc": {
    about: "a suspicion replaces the belief that the subject is alive, in whatever incarnation",
    breaks: "believed alive",
    at: { members: 3, suspicions: 1 },
    steps: 7,
    change: {
      overrides: (news: Belief, held: Belief) =>
        (news.kind === "suspect" && held.kind === "alive") || decisions.overrides(news, held),
    },
  },
};
