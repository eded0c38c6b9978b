import { integer, map, model, optional, protocol, scalarset, set, strong, weak } from "synod";
/** One rumour. Everybody keeps choosing somebody, and tells what it knows. */
export const rumour = protocol(
  {
    name: "rumour",
    about: "A rumour",
    parameters: { nodes: integer({ from: 2, to: 5, default: 3, about: "who gossips" }) },
  },
  ({ nodes }) => {
    const Node = scalarset("n", nodes);
    return model({
      state: { knows: set(Node), calling: map(Node, optional(Node)) },
      init: (s) => s.knows.add("n1"),
      rules: {
        choose: {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => from !== to && s.calling.get(from) === null,
          do: (s, { from, to }) => s.calling.set(from, to),
        },
        tell: {
          for: { from: Node },
          when: (s, { from }) => s.calling.get(from) !== null,
          do: (s, { from }) => {
            if (s.knows.has(from)) s.knows.add(s.calling.get(from)!);
            s.calling.set(from, null);
          },
        },
      },
      step: {
        "nothing is forgotten": (before, after) => Node.values.every((n) => !before.knows.has(n) || after.knows.has(n)),
      },
      reachable: { "all know once": (s) => s.knows.size === nodes },
      alwaysReachable: { "all can know": (s) => s.knows.size === nodes },
      eventually: { "all know": (s) => s.knows.size === nodes },
      fairness: {
        "fair-to-pairs": [strong("choose", { per: ["from", "to"] }), weak("tell", { per: "from" })],
        "fair-to-senders": [weak("choose", { per: "from" }), weak("tell", { per: "from" })],
      },
    });
  },
);
