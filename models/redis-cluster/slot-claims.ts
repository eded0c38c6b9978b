/**
 * Who owns a slot. Several masters think that they own it in the same configuration epoch, after a manual failover, say.
 * Each tells the others; a node believes the claim of the larger epoch. Between equal epochs nothing would ever decide, so
 * of two masters with the same one, that of the smaller id takes a new epoch for itself. Follows "Hash slots configuration
 * propagation" and "Configuration epoch conflicts resolution" of the Redis Cluster specification.
 */
import { monotonic } from "../../invariants/index.ts";
import { type Model, map, model, optional, range, record, type StateView, weak } from "../../src/index.ts";
import type { Part } from "./decisions.ts";

export function slotClaims({ masters, replicas, decide: { believes, resolvesCollisions } }: Part): Model {
  const Node = range(0, masters + replicas - 1); // not a scalarset, since ids are compared; the masters come first
  const Master = range(0, masters - 1);
  const state = { slot: map(Node, record({ owner: optional(Master), epoch: range(0, masters) })) }; // as each node sees it
  type State = StateView<typeof state>;

  const epoch = (s: State, node: number) => s.slot.get(node).epoch;
  const claims = (s: State, m: number) => s.slot.get(m).owner === m;
  const collides = (s: State, m: number) =>
    claims(s, m) && Master.values.some((other) => other > m && claims(s, other) && epoch(s, other) === epoch(s, m));

  return model({
    state,
    init: (s) => {
      for (const m of Master.values) s.slot.set(m, { owner: m, epoch: 1 });
    },
    rules: {
      claim: {
        for: { m: Master, to: Node },
        when: (s, { m, to }) => m !== to && claims(s, m) && believes(epoch(s, m), epoch(s, to)),
        do: (s, { m, to }) => s.slot.set(to, s.slot.get(m)),
      },
      resolve: resolvesCollisions && {
        for: { m: Master },
        when: (s, { m }) => collides(s, m),
        do: (s, { m }) => {
          const last = Math.max(...Node.values.map((node) => epoch(s, node)));
          s.slot.set(m, { owner: m, epoch: last + 1 });
        },
      },
    },
    step: { "epochs monotone": monotonic({ at: Node.values, read: epoch }) },
    eventually: {
      "one owner": (s) => Node.values.every((node) => s.slot.get(node).owner === s.slot.get(0).owner),
    },
    fairness: { weak: weak(["claim", "resolve"], { per: "instance" }) },
  });
}
