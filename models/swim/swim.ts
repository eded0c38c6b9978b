/**
 * SWIM: members suspect one whom they cannot reach, tell each other, and in the end declare it dead; a member that hears of
 * being suspected refutes that with a higher incarnation number. Follows Das, Gupta and Motivala, *SWIM: Scalable
 * Weakly-consistent Infection-style Process Group Membership Protocol* (2002), section 4.2. Here one member, the subject,
 * is suspected by the others, always falsely: it is alive all the time.
 */
import { flag, integer, map, model, protocol, range, type StateView, scalarset, union, weak } from "../../src/index.ts";
import { mutants } from "./mutants.ts";
import { decisions } from "./override.ts";

/**
 * Group membership by gossip: false suspicions are told on, refuted by their subject, or confirmed. After Das, Gupta
 * and Motivala, SWIM (2002), section 4.2.
 *
 * @example
 * ```ts
 * await check(swim());
 * ```
 */
export const swim = protocol(
  {
    name: "swim",
    about: "Group membership by gossip: false suspicions are told on, refuted by their subject, or confirmed",
    source: "Das, Gupta and Motivala, SWIM (2002), section 4.2",
    parameters: {
      members: integer({ from: 2, to: 5, default: 3, about: "all members, one of them the subject of suspicions" }),
      suspicions: integer({ from: 1, to: 4, default: 2, about: "how often the subject is suspected" }),
      confirm: flag({ about: "whether a suspicion that is not refuted in time ends with the subject declared dead" }),
    },
    mutants,
  },
  ({ members, suspicions, confirm }, mutant) => {
    const { overrides, refuted } = { ...decisions, ...(mutant && mutants[mutant].change) };
    const Observer = scalarset("o", members - 1);
    const Incarnation = range(0, suspicions); // each refutation answers a suspicion
    const { alive, suspect, dead, ...Belief } = union({
      alive: { incarnation: Incarnation },
      suspect: { incarnation: Incarnation },
      dead: {},
    });
    const state = {
      incarnation: Incarnation, // the subject's own
      belief: map(Observer, Belief), // what the others believe of it
      suspected: range(0, suspicions), // how often it was
    };
    type State = StateView<typeof state>;
    const suspects = (s: State) => Observer.values.filter((by) => s.belief.get(by).kind === "suspect").length;

    return model({
      state,
      rules: {
        suspect: {
          for: { by: Observer },
          when: (s, { by }) => s.belief.get(by).kind === "alive" && s.suspected < suspicions,
          do: (s, { by }) => {
            const belief = s.belief.get(by);
            if (belief.kind === "alive") s.belief.set(by, suspect({ incarnation: belief.incarnation }));
            s.suspected += 1;
          },
        },
        confirm: confirm && {
          for: { by: Observer },
          when: (s, { by }) => s.belief.get(by).kind === "suspect",
          do: (s, { by }) => s.belief.set(by, dead({})),
        },
        gossip: {
          for: { from: Observer, to: Observer },
          when: (s, { from, to }) => overrides(s.belief.get(from), s.belief.get(to)),
          do: (s, { from, to }) => s.belief.set(to, s.belief.get(from)),
        },
        /** The subject hears from `by` that it is suspected. */
        refute: {
          for: { by: Observer },
          when: (s, { by }) => {
            const belief = s.belief.get(by);
            return belief.kind === "suspect" && belief.incarnation >= s.incarnation;
          },
          do: (s, { by }) => {
            const belief = s.belief.get(by);
            if (belief.kind === "suspect") s.incarnation = refuted(belief.incarnation);
          },
        },
        /** The subject tells `to` that it is alive. */
        announce: {
          for: { to: Observer },
          when: (s, { to }) => overrides(alive({ incarnation: s.incarnation }), s.belief.get(to)),
          do: (s, { to }) => s.belief.set(to, alive({ incarnation: s.incarnation })),
        },
      },
      always: { "never declared dead": (s) => Observer.values.every((by) => s.belief.get(by).kind !== "dead") },
      step: { "incarnation never falls": (before, after) => before.incarnation <= after.incarnation },
      reachable: {
        "all suspect": (s) => Observer.values.every((by) => s.belief.get(by).kind === "suspect"),
        "suspected by hearsay": members > 2 && ((s) => suspects(s) > s.suspected),
      },
      eventuallyAlways: {
        "believed alive": (s) => Observer.values.every((by) => s.belief.get(by).kind === "alive"),
      },
      // What was suspected is told, sooner or later, and so is what was refuted; nobody need suspect.
      fairness: { weak: weak(["gossip", "refute", "announce"], { per: "instance" }) },
    });
  },
);
