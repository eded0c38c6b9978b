import { integer, map, model, protocol, range, scalarset, weak } from "synod";

/** What a node believes of another's clicks when it believed `known` and is told `told`. */
// edit:begin merge
const merge = (known: number, told: number): number => (known === 0 ? told : known);
// edit:end

/** Everybody counts clicks of its own, and tells others what it believes of everybody's. */
export const clicks = protocol(
  {
    name: "clicks",
    about: "Counters that spread by gossip",
    parameters: { most: integer({ from: 1, to: 2, default: 1, about: "how often one clicks" }) },
  },
  ({ most }) => {
    const Node = scalarset("n", 3);
    const pairs = Node.values.flatMap((a) => Node.values.map((b) => [a, b] as const));
    return model({
      state: { known: map(Node, map(Node, range(0, most + 1))) }, // known.get(a).get(b): the clicks of b that a knows of; most + 1: too many
      rules: {
        click: {
          for: { n: Node },
          when: (s, { n }) => s.known.get(n).get(n) < most,
          do: (s, { n }) => s.known.get(n).set(n, s.known.get(n).get(n) + 1),
        },
        tell: {
          for: { from: Node, to: Node },
          when: (_, { from, to }) => from !== to,
          do: (s, { from, to }) => {
            const [mine, theirs] = [s.known.get(to), s.known.get(from)];
            for (const b of Node.values)
              if (b !== to) mine.set(b, Math.min(most + 1, merge(mine.get(b), theirs.get(b))));
          },
        },
      },
      always: { "no ghosts": (s) => pairs.every(([a, b]) => s.known.get(a).get(b) <= s.known.get(b).get(b)) },
      step: {
        "nothing is forgotten": (x, y) => pairs.every(([a, b]) => x.known.get(a).get(b) <= y.known.get(a).get(b)),
      },
      reachable: { "all know all": (s) => pairs.every(([a, b]) => s.known.get(a).get(b) === most) },
      alwaysReachable: {
        "all can agree": (s) => pairs.every(([a, b]) => s.known.get(a).get(b) === s.known.get(b).get(b)),
      },
      eventuallyAlways: {
        "all agree": (s) => pairs.every(([a, b]) => s.known.get(a).get(b) === s.known.get(b).get(b)),
      },
      fairness: { fair: weak("tell", { per: ["from", "to"] }) },
    });
  },
);
