import { indices, type PlainModel } from "./explorer.ts";

/**
 * Duelling proposers with ballots kept as ranks, word for word after the page on exact semantics. What that page leaves
 * open: a proposer that goes idle because it does not lead keeps its number (only so are there 56,137 states).
 */
export interface Duel {
  proposers: Proposer[];
  acceptors: Acceptor[];
  /** -1 for none. */
  chosen: number;
  stabilised: boolean;
}

interface Proposer {
  phase: "idle" | "prepare" | "accept";
  n: number;
  replied: number[];
  best: Vote;
  val: number;
  accepted: number[];
}

interface Acceptor {
  promised: number;
  vote: Vote;
}

interface Vote {
  rank: number;
  value: number;
}

export interface DuelParameters {
  readonly proposers: number;
  readonly acceptors: number;
  readonly leader?: "many" | "one" | "eventual";
  /** The last so many acceptors never act. */
  readonly crashed?: number;
  /** Default: a majority. */
  readonly quorum?: number;
  /** States after which nothing happens, besides those with a chosen value. */
  readonly final?: (state: Duel) => boolean;
}

export const quorumOf = ({ acceptors, quorum }: DuelParameters): number => quorum ?? Math.floor(acceptors / 2) + 1;

export function duel(parameters: DuelParameters): PlainModel<Duel> {
  const { proposers, acceptors, leader = "many", crashed = 0 } = parameters;
  const quorum = quorumOf(parameters);
  const acting = indices(acceptors - crashed);
  const none = { rank: 0, value: 0 };
  const idle: Proposer = { phase: "idle", n: 0, replied: [], best: none, val: 0, accepted: [] };
  const initial: Duel = {
    proposers: indices(proposers).map(() => idle),
    acceptors: indices(acceptors).map(() => ({ promised: 0, vote: none })),
    chosen: -1,
    stabilised: false,
  };

  const mayPrepare = ({ proposers, acceptors }: Duel, p: number): boolean => {
    const { phase, n, replied, accepted } = proposers[p]!;
    const open = (done: number[], allows: (promised: number) => boolean): number =>
      acceptors.filter(({ promised }, a) => !done.includes(a) && allows(promised)).length;
    if (phase === "idle") return true;
    if (phase === "prepare") return replied.length + open(replied, (promised) => promised < n) < quorum;
    return accepted.length + open(accepted, (promised) => promised <= n) < quorum;
  };

  const steps = (state: Duel): [string, Duel][] => {
    if (state.chosen >= 0 || parameters.final?.(state)) return [];
    const found: [string, Duel][] = [];
    /** The change replaces proposers and acceptors as wholes. */
    const add = (name: string, change: (draft: Duel) => void): void => {
      const draft = { ...state, proposers: [...state.proposers], acceptors: [...state.acceptors] };
      change(draft);
      found.push([name, compressed(draft)]);
    };
    const onlyFirstLeads = leader === "one" || (leader === "eventual" && state.stabilised);
    if (leader === "eventual" && !state.stabilised) add("stabilise", (s) => (s.stabilised = true));
    for (const [p, { phase, n, val, replied, accepted, best }] of state.proposers.entries()) {
      if (mayPrepare(state, p)) {
        if (p === 0 || !onlyFirstLeads) {
          const highest = Math.max(...state.proposers.map((x) => x.n), ...state.acceptors.map((x) => x.promised));
          add(`prepare(${p})`, (s) => (s.proposers[p] = { ...idle, phase: "prepare", n: highest + 1 }));
        } else if (phase !== "idle") {
          add(`prepare(${p})`, (s) => (s.proposers[p] = { ...idle, n }));
        }
      }
      if (phase === "prepare" && replied.length >= quorum) {
        add(`accept(${p})`, (s) => {
          s.proposers[p] = { ...idle, phase: "accept", n, val: best.rank > 0 ? best.value : p };
        });
      }
      for (const a of acting) {
        const { promised, vote } = state.acceptors[a]!;
        if (phase === "prepare" && !replied.includes(a) && promised < n) {
          add(`promise(${a},${p})`, (s) => {
            s.acceptors[a] = { promised: n, vote };
            const known = vote.rank > best.rank ? vote : best;
            s.proposers[p] = { ...s.proposers[p]!, replied: [...replied, a].sort(), best: known };
          });
        }
        if (phase === "accept" && !accepted.includes(a) && promised <= n) {
          add(`vote(${a},${p})`, (s) => {
            s.acceptors[a] = { promised: n, vote: { rank: n, value: val } };
            s.proposers[p] = { ...s.proposers[p]!, accepted: [...accepted, a].sort() };
            if (accepted.length + 1 >= quorum) s.chosen = val;
          });
        }
      }
    }
    return found;
  };
  return { initial: [initial], steps };
}

/** Ranks in use become 0, 1, 2, ... in the same order. */
function compressed(state: Duel): Duel {
  const { proposers, acceptors } = state;
  const inUse = [
    0,
    ...proposers.flatMap(({ n, best }) => [n, best.rank]),
    ...acceptors.flatMap(({ promised, vote }) => [promised, vote.rank]),
  ];
  const ranks = [...new Set(inUse)].sort((a, b) => a - b);
  const rank = (n: number): number => ranks.indexOf(n);
  const vote = ({ rank: n, value }: Vote): Vote => ({ rank: rank(n), value });
  return {
    ...state,
    proposers: proposers.map((p) => ({ ...p, n: rank(p.n), best: vote(p.best) })),
    acceptors: acceptors.map(({ promised, vote: v }) => ({ promised: rank(promised), vote: vote(v) })),
  };
}

/** Some proposer is in phase accept or may enter it. */
export const reachedPhaseTwo =
  (parameters: DuelParameters) =>
  ({ proposers }: Duel): boolean =>
    proposers.some(({ phase, replied }) => phase === "accept" || replied.length >= quorumOf(parameters));
