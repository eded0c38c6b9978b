import { indices, type PlainModel } from "./explorer.ts";

/** Two-phase commit with crashes, word for word after the page on exact semantics. */
export interface Commit {
  rm: ("working" | "prepared" | "committed" | "aborted")[];
  rmUp: boolean[];
  tm: "init" | "committed" | "aborted";
  tmUp: boolean;
  tmPrepared: boolean[];
  sentPrepared: boolean[];
  sentCommit: boolean;
  sentAbort: boolean;
}

export interface CommitParameters {
  readonly participants: number;
  /** Participants may refuse while working. Default: yes. */
  readonly refusals?: boolean;
  /** When the coordinator may abort. Default: always. */
  readonly abort?: "always" | "when some participant is down" | "never";
  readonly participantsCrash?: boolean;
  readonly coordinator?: "stays up" | "crashes" | "crashes and recovers";
}

export function twoPhaseCommit(parameters: CommitParameters): PlainModel<Commit> {
  const { participants, refusals = true, abort = "always", participantsCrash = false } = parameters;
  const { coordinator = "stays up" } = parameters;
  const all = indices(participants);
  const initial: Commit = {
    rm: all.map(() => "working"),
    rmUp: all.map(() => true),
    tm: "init",
    tmUp: true,
    tmPrepared: all.map(() => false),
    sentPrepared: all.map(() => false),
    sentCommit: false,
    sentAbort: false,
  };
  const steps = (s: Commit): [string, Commit][] => {
    const found: [string, Commit][] = [];
    const add = (name: string, change: Partial<Commit>): void => void found.push([name, { ...s, ...change }]);
    const deciding = s.tmUp && s.tm === "init";
    const mayAbort = abort === "always" || (abort !== "never" && s.rmUp.includes(false));
    if (deciding && s.tmPrepared.every(Boolean)) add("TMCommit", { tm: "committed", sentCommit: true });
    if (deciding && mayAbort) add("TMAbort", { tm: "aborted", sentAbort: true });
    if (coordinator !== "stays up" && s.tmUp) add("TMCrash", { tmUp: false });
    if (coordinator === "crashes and recovers" && !s.tmUp) add("TMRecover", { tmUp: true });
    for (const i of all) {
      if (deciding && s.sentPrepared[i]) add(`TMRcv(${i})`, { tmPrepared: s.tmPrepared.with(i, true) });
      if (!s.rmUp[i]) continue;
      if (s.rm[i] === "working") {
        add(`RMPrepare(${i})`, { rm: s.rm.with(i, "prepared"), sentPrepared: s.sentPrepared.with(i, true) });
        if (refusals) add(`RMChooseAbort(${i})`, { rm: s.rm.with(i, "aborted") });
      }
      if (s.sentCommit) add(`RMRcvCommit(${i})`, { rm: s.rm.with(i, "committed") });
      if (s.sentAbort) add(`RMRcvAbort(${i})`, { rm: s.rm.with(i, "aborted") });
      if (participantsCrash) add(`RMCrash(${i})`, { rmUp: s.rmUp.with(i, false) });
    }
    return found;
  };
  return { initial: [initial], steps };
}

/** Crashes and refusals are at liberty, everything else is fair, each instance by itself. */
export const isFair = (name: string): boolean => !/Crash|RMChooseAbort/.test(name);

export const everyLiveDecided = ({ rm, rmUp }: Commit): boolean =>
  rm.every((phase, i) => !rmUp[i] || phase === "committed" || phase === "aborted");

export const everyLiveCommitted = ({ rm, rmUp }: Commit): boolean =>
  rm.every((phase, i) => !rmUp[i] || phase === "committed");

export const isConsistent = ({ rm }: Commit): boolean => !(rm.includes("committed") && rm.includes("aborted"));
