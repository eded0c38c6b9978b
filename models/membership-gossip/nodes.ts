/** Who takes part in gossip about members: seeds, other members, and those who join later; and which links work. */
export interface Nodes {
  readonly nodes: number;
  readonly seeds: number;
  readonly joiners: number;
}

/** The names of all nodes, of those that are there from the start, and of the seeds among them. Seeds are never late. */
export function namesOf({ nodes, seeds, joiners }: Nodes) {
  const firstJoiner = Math.max(Math.min(seeds, nodes), nodes - joiners);
  const names = Array.from({ length: nodes }, (_, at) => {
    if (at < seeds) return `seed${at + 1}`;
    return at < firstJoiner ? `member${at - seeds + 1}` : `joiner${at - firstJoiner + 1}`;
  });
  return { names, present: names.slice(0, firstJoiner), seeds: names.slice(0, seeds) };
}

/** Whether what `from` sends can ever reach `to`, by what is cut. */
export function linksOf(names: readonly string[]) {
  const isInFirstHalf = (node: string) => names.indexOf(node) < names.length / 2;
  return {
    none: (_from: string, _to: string) => true,
    "one-way": (from: string, to: string) => from !== names[0] || to !== names.at(-1),
    partition: (from: string, to: string) => isInFirstHalf(from) === isInFirstHalf(to),
  };
}
