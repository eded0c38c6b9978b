/**
 * How a failure becomes known. A master that does not reach a node thinks that it may have failed (PFAIL), and tells so in
 * gossip. One that thinks so and has reports from enough others to make up a majority declares it failed (FAIL). Reports
 * are as old as they are: "Failure detection" of the Redis Cluster specification calls this agreement weak, since the majority need not think so at one time.
 */
import { boolean, type Model, map, model, scalarset, set } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";
import type { Part } from "./decisions.ts";

export function failureReports({ masters, expiry, decide: { enoughReports, reportsExpire } }: Part): Model {
  const Master = scalarset("m", masters);
  const state = {
    suspecting: set(Master), // who thinks PFAIL
    reports: map(Master, set(Master)), // reports.get(m): from whom m has a report
    failed: boolean, // whether somebody has declared FAIL
    suspected: set(Master), // for the properties: who has ever thought PFAIL
  };
  const majority = majorityOf(masters);
  const expires = reportsExpire && expiry === "late";

  return model({
    state,
    rules: {
      suspect: {
        for: { m: Master },
        when: (s, { m }) => !s.suspecting.has(m),
        do: (s, { m }) => {
          s.suspecting.add(m);
          s.suspected.add(m);
        },
      },
      trust: {
        for: { m: Master },
        when: (s, { m }) => s.suspecting.has(m),
        do: (s, { m }) => {
          s.suspecting.delete(m);
          if (reportsExpire && expiry === "at-once") for (const at of Master.values) s.reports.get(at).delete(m);
        },
      },
      gossip: {
        for: { from: Master, to: Master },
        when: (_, { from, to }) => from !== to,
        do: (s, { from, to }) => {
          if (s.suspecting.has(from)) s.reports.get(to).add(from);
          else s.reports.get(to).delete(from);
        },
      },
      expire: expires && {
        for: { from: Master, to: Master },
        when: (s, { from, to }) => s.reports.get(to).has(from) && !s.suspecting.has(from),
        do: (s, { from, to }) => {
          s.reports.get(to).delete(from);
        },
      },
      declare: {
        for: { m: Master },
        when: (s, { m }) => !s.failed && s.suspecting.has(m) && 1 + s.reports.get(m).size >= enoughReports(majority),
        do: (s) => {
          s.failed = true;
        },
      },
    },
    always: { "FAIL after a majority saw PFAIL": (s) => !s.failed || s.suspected.size >= majority },
    step: {
      "FAIL while a majority sees PFAIL": (before, after) =>
        before.failed || !after.failed || after.suspecting.size >= majority,
    },
    reachable: {
      "declared FAIL": (s) => s.failed,
      "all trust it again": (s) => s.suspected.size >= majority && s.suspecting.size === 0 && !s.failed,
    },
  });
}
