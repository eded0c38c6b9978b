import { indices, type PlainModel } from "./explorer.ts";

/** The know matrix of the page on exact semantics: `know[i][j]` is the version of j's entry that i knows. */
export interface Gossip {
  know: number[][];
  /** Per ordered pair of nodes, the vector in flight; null for none. Empty where pushes are atomic. */
  flight: (number[] | null)[];
}

export interface GossipParameters {
  readonly nodes: number;
  readonly versions: number;
  readonly transport: "atomic" | "in flight";
  readonly lossy?: boolean;
  /** Node 0 knows a first version from the start and no node ever bumps: one rumour. Default: all nodes bump. */
  readonly rumour?: boolean;
}

export function gossip({
  nodes,
  versions,
  transport,
  lossy = false,
  rumour = false,
}: GossipParameters): PlainModel<Gossip> {
  const all = indices(nodes);
  const pairs = all.flatMap((i) => all.filter((j) => j !== i).map((j): [number, number] => [i, j]));
  const initial: Gossip = {
    know: all.map((i) => all.map((j) => (rumour && i === 0 && j === 0 ? 1 : 0))),
    flight: transport === "atomic" ? [] : pairs.map(() => null),
  };
  const steps = ({ know, flight }: Gossip): [string, Gossip][] => {
    const found: [string, Gossip][] = [];
    const learned = (j: number, vector: number[]): number[][] =>
      know.with(
        j,
        know[j]!.map((version, e) => Math.max(version, vector[e]!)),
      );
    for (const i of all) {
      if (rumour || know[i]![i]! === versions) continue;
      found.push([`bump(${i})`, { know: know.with(i, know[i]!.with(i, know[i]![i]! + 1)), flight }]);
    }
    for (const [p, [i, j]] of pairs.entries()) {
      if (transport === "atomic") {
        found.push([`push(${i},${j})`, { know: learned(j, know[i]!), flight }]);
        continue;
      }
      const message = flight[p] ?? null;
      if (message === null) {
        found.push([`send(${i},${j})`, { know, flight: flight.with(p, know[i]!) }]);
        continue;
      }
      found.push([`receive(${i},${j})`, { know: learned(j, message), flight: flight.with(p, null) }]);
      if (lossy) found.push([`lose(${i},${j})`, { know, flight: flight.with(p, null) }]);
    }
    return found;
  };
  return { initial: [initial], steps };
}

export const hasConverged = ({ know }: Gossip): boolean => know.every((vector) => String(vector) === String(know[0]));

/** How far each node is behind node 0, which writes for ever; at most `bound`, beyond which the lag is not counted. */
export function lagBehindWriter(nodes: number, bound: number): PlainModel<number[]> {
  const steps = (lag: number[]): [string, number[]][] => [
    ["write", lag.map((behind, i) => (i === 0 ? 0 : Math.min(bound, behind + 1)))],
    ...indices(nodes).flatMap((i) =>
      indices(nodes).map((j): [string, number[]] => [`push(${i},${j})`, lag.with(j, Math.min(lag[j]!, lag[i]!))]),
    ),
  ];
  return { initial: [indices(nodes).map(() => 0)], steps };
}
