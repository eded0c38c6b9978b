import { test } from "vitest";
import { Analysis } from "../../../src/verify/liveness/analysis.ts";
import { checkLiveness } from "../../../src/verify/liveness/check.ts";
import { compileFairness } from "../../../src/verify/liveness/fairness.ts";
import { judge } from "../../../src/verify/liveness/validate.ts";
import { duel } from "./models/duelling-proposers.ts";
import { explore, fairnessBy, statesWhere } from "./models/explorer.ts";
import {
  type Commit,
  type CommitParameters,
  everyLiveCommitted,
  everyLiveDecided,
  isConsistent,
  isFair,
  twoPhaseCommit,
} from "./models/two-phase-commit.ts";

function run(params: CommitParameters, what: "decided" | "committed", kind: (n: string) => "weak" | "strong") {
  const goal = what === "decided" ? everyLiveDecided : everyLiveCommitted;
  const e = explore(twoPhaseCommit(params));
  const fair = fairnessBy(e, kind, (n) => (isFair(n) ? n : null));
  const a = new Analysis(e.graph);
  const f = compileFairness(e.graph, fair);
  const set = statesWhere(e, goal);
  const v = checkLiveness(a, f, { kind: "eventually", goal: set });
  let out = "";
  if (v.outcome === "violated") {
    const c = v.counterexample;
    const j = judge({
      behaviours: e.behaviours,
      property: { kind: "eventually", goal },
      fairness: fair,
      counterexample: { ...c, states: c.states.map((s) => e.states[s]!) },
    });
    out = `${c.loop}+${c.labels.length - c.loop!} shortest=${c.isShortest} faults=${j.faults} :: ${c.labels.map((l, i) => (i === c.loop ? "| " : "") + e.names[l]).join(" ")}`;
  }
  console.log(
    JSON.stringify(params),
    what,
    e.graph.states,
    e.generated,
    "consistent",
    e.states.every(isConsistent),
    v.outcome,
    out,
  );
}
test("x", () => {
  const weak = () => "weak" as const;
  for (const participants of [1, 2, 3]) {
    console.log("T1");
    for (const w of ["decided", "committed"] as const) run({ participants }, w, weak);
    const t2 = { participants, refusals: false, participantsCrash: true };
    console.log("T2");
    for (const w of ["decided", "committed"] as const) run({ ...t2, abort: "when some participant is down" }, w, weak);
    run({ ...t2, abort: "never" }, "decided", weak);
    console.log("T3");
    run({ participants, coordinator: "crashes" }, "decided", weak);
    run({ participants, coordinator: "crashes", participantsCrash: true }, "decided", weak);
    run(
      {
        participants,
        coordinator: "crashes",
        participantsCrash: true,
        refusals: false,
        abort: "when some participant is down",
      },
      "decided",
      weak,
    );
    console.log("T4");
    run({ participants, coordinator: "crashes and recovers" }, "decided", weak);
    run({ participants, coordinator: "crashes and recovers" }, "decided", (n) =>
      /^TM(Rcv|Commit|Abort)/.test(n) ? "strong" : "weak",
    );
    run({ participants, coordinator: "crashes and recovers", refusals: false }, "decided", weak);
    run(
      {
        participants,
        coordinator: "crashes and recovers",
        refusals: false,
        participantsCrash: true,
        abort: "when some participant is down",
      },
      "decided",
      weak,
    );
    run(
      {
        participants,
        coordinator: "crashes and recovers",
        refusals: false,
        participantsCrash: true,
        abort: "when some participant is down",
      },
      "decided",
      (n) => (/^TM(Rcv|Commit|Abort)/.test(n) ? "strong" : "weak"),
    );
  }
  const t = performance.now();
  const e = explore(duel({ proposers: 2, acceptors: 3, leader: "eventual" }));
  console.log(e.graph.states, performance.now() - t);
}, 1e9);
