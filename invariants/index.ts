/** Claims to be used in models: each takes how to read the state and gives a predicate for `always`, `step` or `reachable`. */
export { agreement } from "./agreement.ts";
export { atMostOne, atMostOnePer, type Candidates } from "./at-most-one.ts";
export { convergence } from "./convergence.ts";
export type { Decisions } from "./decisions.ts";
export { integrity } from "./integrity.ts";
export type { Knowledge } from "./knowledge.ts";
export { isLinearizable, linearizable, type RegisterHistory, type RegisterOperation } from "./linearizable.ts";
export { monotonic } from "./monotonic.ts";
export { noGhosts } from "./no-ghosts.ts";
export { type RegisterRecorder, registerHistory } from "./register-history.ts";
export { commitSteps, mayBecome, type Participants, type Status, unanimity } from "./transaction-commit.ts";
export { validity } from "./validity.ts";
