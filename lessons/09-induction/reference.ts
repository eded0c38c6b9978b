import { enumeration, integer, map, model, protocol, type StateView, scalarset, set, union, type ValueOf } from "synod";

/** Two-phase commit: a participant may give up, as long as it has not said yes. And why nobody commits while another aborts. */
export const twoPhase = protocol(
  {
    name: "two-phase",
    about: "Two-phase commit, and why it is consistent",
    parameters: { participants: integer({ from: 1, to: 4, default: 2, about: "who votes" }) },
  },
  ({ participants }) => {
    const Participant = scalarset("p", participants);
    const { yes, commit, abort, ...Message } = union({ yes: { from: Participant }, commit: {}, abort: {} });
    const p = { p: Participant };
    const state = {
      status: map(Participant, enumeration("working", "prepared", "committed", "aborted")),
      decision: enumeration("none", "commit", "abort"),
      heard: set(Participant), // the coordinator's: whose yes it has read
      sent: set(Message), // everything ever sent
    };
    type State = StateView<typeof state>;
    const some = (s: State, status: "committed" | "aborted") => s.status.values().includes(status);
    const everyone = (holds: (p: ValueOf<typeof Participant>) => boolean) => Participant.values.every(holds);

    return model({
      state,
      rules: {
        sayYes: {
          for: p,
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => {
            s.status.set(p, "prepared");
            s.sent.add(yes({ from: p }));
          },
        },
        giveUp: {
          for: p,
          when: (s, { p }) => s.status.get(p) === "working",
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
        hear: {
          for: p,
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
          for: p,
          when: (s, { p }) => s.status.get(p) !== "committed" && s.sent.has(commit({})),
          do: (s, { p }) => s.status.set(p, "committed"),
        },
        obeyAbort: {
          for: p,
          when: (s, { p }) => s.status.get(p) !== "aborted" && s.sent.has(abort({})),
          do: (s, { p }) => s.status.set(p, "aborted"),
        },
      },
      always: { consistent: (s) => !(some(s, "committed") && some(s, "aborted")) },
      invariants: {
        inductive: {
          consistent: (s) => !(some(s, "committed") && some(s, "aborted")),
          "committed only if told": (s) => !some(s, "committed") || s.sent.has(commit({})),
          "told is decided": (s) =>
            (!s.sent.has(commit({})) || s.decision === "commit") && (!s.sent.has(abort({})) || s.decision === "abort"),
          "decided only if heard all": (s) => s.decision !== "commit" || everyone((p) => s.heard.has(p)),
          "heard only yes": (s) => everyone((p) => !s.heard.has(p) || s.sent.has(yes({ from: p }))),
          // edit:begin conjunct
          "yes is kept": (s) =>
            everyone(
              (p) =>
                !s.sent.has(yes({ from: p })) ||
                s.status.get(p) === "prepared" ||
                s.status.get(p) === "committed" ||
                (s.status.get(p) === "aborted" && s.decision === "abort"),
            ),
          // edit:end
        },
      },
      reachable: {
        "all commit": (s) => s.status.values().every((is) => is === "committed"),
        "one gives up alone": (s) => s.decision === "none" && some(s, "aborted"),
      },
    });
  },
);
