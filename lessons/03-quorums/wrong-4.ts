import { enumeration, map, model, optional, type StateView, scalarset } from "synod";

const Voter = enumeration("a1", "a2", "a3", "a4");
const Value = scalarset("v", 2);
const state = { vote: map(Voter, optional(Value)) };
type State = StateView<typeof state>;
type Voter = (typeof Voter.values)[number];

// edit:begin isQuorum
/** Whether these voters are enough to choose a value: all of them. */
const isQuorum = (voters: readonly Voter[]): boolean => voters.length === 4;
// edit:end

/** The values that enough have voted for. */
const chosen = (s: State) => Value.values.filter((v) => isQuorum(Voter.values.filter((a) => s.vote.get(a) === v)));
/** Whether a value is chosen although this one has not voted. */
const without = (a: Voter) => (s: State) => s.vote.get(a) === null && chosen(s).length > 0;

/** Everybody votes at most once, for either value. */
export const vote = model({
  state,
  rules: {
    vote: {
      for: { a: Voter, value: Value },
      when: (s, { a }) => s.vote.get(a) === null,
      do: (s, { a, value }) => s.vote.set(a, value),
    },
  },
  always: { agreement: (s) => chosen(s).length <= 1 },
  reachable: {
    "chosen without a1": without("a1"),
    "chosen without a2": without("a2"),
    "chosen without a3": without("a3"),
    "chosen without a4": without("a4"),
  },
  alwaysReachable: { "can be chosen": (s) => chosen(s).length > 0 },
});
