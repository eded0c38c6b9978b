/** Other checkers, where they are installed: which of them search a case's space, and who is skipped. */
import type { Case } from "./cases.ts";
import type { Absentee, Contender } from "./contender.ts";
import { findToolchain, spin, type Toolchain } from "./spin.ts";
import { buildStateright, stateright } from "./stateright.ts";

export interface Peers {
  readonly spin: Toolchain;
  readonly stateright: ReturnType<typeof buildStateright>;
}

/** Builds what has to be built once, unless none of the cases is for it. */
export function findPeers(chosen: readonly Case[], folder: string): Peers {
  const needed = chosen.some(isForStateright);
  return { spin: findToolchain(), stateright: needed ? buildStateright(folder) : { missing: "no case is for it" } };
}

export function peersFor(which: Case, workers: readonly number[], peers: Peers, folder: string) {
  const { space } = which;
  const all: (Contender | Absentee)[] = [];
  if (space !== undefined) all.push(...[spin(space, folder, peers.spin)].flat());
  if (space !== undefined && isForStateright(which)) {
    all.push(...workers.map((count) => stateright(space, count, peers.stateright)));
  }
  const absent = all.filter((one) => "reason" in one);
  return {
    contenders: all.filter((one) => "run" in one),
    absent: absent.filter(({ program }, at) => absent.findIndex((other) => other.program === program) === at),
  };
}

/** Paxos, all states of it: next to a reduced check it would search the same as next to the whole one, for minutes. */
function isForStateright({ space, counts }: Case): boolean {
  return space?.model === "paxos" && space.counts.distinct === counts.distinct;
}
