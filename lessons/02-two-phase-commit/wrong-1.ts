import { enumeration, integer, map, model, protocol, type StateView, scalarset, set, union } from "synod";

/** Two-phase commit with a participant that may give up waiting: when may it? */
export const twoPhase = protocol(
  {
    name: "two-phase",
    about: "Two-phase commit, and giving up",
    parameters: { participants: integer({ from: 1, to: 4, default: 2, about: "who votes" }) },
  },
  ({ participants }) => {
    const Participant = scalarset("p", participants);
    const { yes, commit, abort, ...Message } = union({ yes: { from: Participant }, commit: {}, abort: {} });
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
      decision: enumeration("none", "commit", "abort"), // the coordinator's
      heard: set(Participant), // the coordinator's: whose yes it has read
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    type Participant = (typeof Participant.values)[number];

    // edit:begin giveUp
    /** Whether p may give up waiting now, and abort by itself: as long as nobody has been told to commit. */
    const mayGiveUp = (s: State, p: Participant): boolean =>
      s.status.get(p) !== "committed" && s.status.get(p) !== "aborted" && !s.sent.has(commit({}));
    // edit:end

    const each = { p: Participant };
    const isAll = (s: State, status: string) => s.status.values().every((is) => is === status);
    const isSome = (s: State, status: string) => s.status.values().some((is) => is === status);
    return model({
      state,
      rules: {
        sayYes: {
          for: each,
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => {
            s.status.set(p, "prepared");
            s.sent.add(yes({ from: p }));
          },
        },
        giveUp: { for: each, when: (s, { p }) => mayGiveUp(s, p), do: (s, { p }) => s.status.set(p, "aborted") },
        hear: {
          for: each,
          when: (s, { p }) => s.decision === "none" && s.sent.has(yes({ from: p })),
          do: (s, { p }) => s.heard.add(p),
        },
        decideCommit: {
          when: (s) => s.decision === "none" && s.heard.size === participants,
          do: (s) => {
            s.decision = "commit";
            s.sent.add(commit({}));
          },
        },
        decideAbort: {
          when: (s) => s.decision === "none",
          do: (s) => {
            s.decision = "abort";
            s.sent.add(abort({}));
          },
        },
        obeyCommit: {
          for: each,
          when: (s, { p }) => s.status.get(p) !== "committed" && s.sent.has(commit({})),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        obeyAbort: {
          for: each,
          when: (s, { p }) => s.status.get(p) !== "aborted" && s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
      },
      always: { consistent: (s) => !(isSome(s, "committed") && isSome(s, "aborted")) },
      reachable: {
        "all commit": (s) => isAll(s, "committed"),
        "one gives up alone": (s) => s.decision === "none" && isSome(s, "aborted"),
      },
    });
  },
);
