/** Claims to be used in models: each takes how to read the state and gives a predicate for `always`, `step` or `reachable`. */

export {
  type CallersHistory,
  historyOf,
  type OperationsHistory,
} from "../src/model/histories/history-of.ts";
export type { Operation, OperationsRecorder, OperationsView } from "../src/model/histories/operations.ts";
export {
  object,
  type SequentialObject,
  type Signature,
  type Signatures,
} from "../src/model/histories/sequential-object.ts";
export { agreement } from "./agreement.ts";
export { atMostOne, atMostOnePer, type Candidates } from "./at-most-one.ts";
export { convergence } from "./convergence.ts";
export type { Decisions } from "./decisions.ts";
export { integrity } from "./integrity.ts";
export type { Knowledge } from "./knowledge.ts";
export { isLinearizable, linearizable, type RegisterHistory, type RegisterOperation } from "./linearizable.ts";
export { monotonic } from "./monotonic.ts";
export { noGhosts } from "./no-ghosts.ts";
export {
  type CompareAndSwapRegister,
  type Counter,
  compareAndSwapRegister,
  counter,
  type KeyValueStore,
  keyValueStore,
  type Lock,
  lock,
  type Queue,
  queue,
  type Register,
  register,
  type Stack,
  stack,
} from "./objects.ts";
export { type RegisterRecorder, registerHistory } from "./register-history.ts";
export { sequentiallyConsistent } from "./sequentially-consistent.ts";
export { commitSteps, mayBecome, type Participants, type Status, unanimity } from "./transaction-commit.ts";
export { validity } from "./validity.ts";
