import { boolean, flag, integer, map, model, protocol, range, set } from "synod";
// Chang and Roberts on a ring: each sends its number to the right; greater ones are passed on, its own one back makes it leader.
// Seeded: smaller ones are passed on as well.
export const ring = protocol(
  { name: "ring", parameters: { nodes: integer({ from: 2, to: 4, default: 3 }), drop: flag() } },
  ({ nodes, drop }) => {
    const Node = range(0, nodes - 1);
    const right = (n: number) => (n + 1) % nodes;
    return model({
      state: { begun: map(Node, boolean), leader: map(Node, boolean), inbox: map(Node, set(Node)) },
      rules: {
        begin: {
          for: { n: Node },
          when: (s, { n }) => !s.begun.get(n),
          do: (s, { n }) => {
            s.begun.set(n, true);
            s.inbox.get(right(n)).add(n);
          },
        },
        receive: {
          for: { n: Node, id: Node },
          when: (s, { n, id }) => s.inbox.get(n).has(id),
          do: (s, { n, id }) => {
            s.inbox.get(n).delete(id);
            if (id === n) s.leader.set(n, true);
            else if (id > n || !drop) s.inbox.get(right(n)).add(id);
          },
        },
      },
      always: { "one leader": (s) => Node.values.filter((n) => s.leader.get(n)).length <= 1 },
      reachable: { elected: (s) => Node.values.some((n) => s.leader.get(n)) },
    });
  },
);
