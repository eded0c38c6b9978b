/** Who takes part in a case. */
import type { Case } from "./cases.ts";
import type { Absentee, Contender } from "./contender.ts";
import { handWritten } from "./hand-written.ts";
import { type Peers, peersFor } from "./peers.ts";
import { inRepository } from "./repository.ts";
import { synod } from "./synod.ts";

/** What two of them are called in reports: the build that `--against` names, and the check that a case is beside. */
export const BEFORE = "synod, before";
export const SAFETY = "synod, safety alone";

export interface Field {
  /** Where programs that have to be compiled are put. */
  readonly folder: string;
  /** Instead of a case's own. */
  readonly workers: readonly number[] | undefined;
  /** A checkout with another build of synod. */
  readonly against: string | undefined;
  /** Absent where no peers are asked for. */
  readonly peers: Peers | undefined;
}

export function contendersFor(which: Case, field: Field): { contenders: Contender[]; absent: Absentee[] } {
  const { folder, against, peers } = field;
  const { space, beside } = which;
  const workers = field.workers ?? which.workers;
  const contenders = workers.flatMap((count) => [
    synod(which, count, "synod", inRepository()),
    ...(against === undefined ? [] : [synod(which, count, BEFORE, against)]),
    ...(beside === undefined ? [] : [synod(beside, count, SAFETY, inRepository())]),
    ...(space?.model !== "paxos"
      ? []
      : [handWritten(space, "message-set", count, folder), handWritten(space, "packed", count, folder)]),
  ]);
  if (peers === undefined) return { contenders, absent: [] };
  const { contenders: others, absent } = peersFor(which, workers, peers, folder);
  return { contenders: [...contenders, ...others], absent };
}
