/**
 * Recovery in Egalitarian Paxos: who suspects a command's leader asks a quorum which dependencies each has accepted and
 * in which ballot, and proposes those of the highest. Sutra, *On the correctness of Egalitarian Paxos* (2019): as
 * published, a replica has one variable for the ballot that it has joined and the one in which it accepted. Joining a
 * ballot makes old dependencies look new, so that others than the committed ones are proposed. The remedy is Paxos's:
 * two variables.
 *
 * Assumed: one command and no fast path; dependencies are values like any other. Ballots are not owned: a replica joins
 * each for one leader only.
 */
import { boolean, integer, optional, protocol, range, scalarset, set, system, type ValueOf } from "../../src/index.ts";
import { majorityOf } from "../quorums.ts";

/**
 * Egalitarian Paxos recovering a command. After Sutra, On the correctness of Egalitarian Paxos (2019).
 *
 * @example
 * ```ts
 * await check(epaxosBallot({ ballots: 3 }, "one-ballot"));
 * ```
 */
export const epaxosBallot = protocol(
  {
    name: "epaxos-ballot",
    about: "Egalitarian Paxos: recovering which dependencies a command was committed with",
    source: "Sutra, On the correctness of Egalitarian Paxos (2019)",
    parameters: {
      replicas: integer({ from: 1, to: 5, default: 3, about: "who accepts dependencies, and may recover" }),
      ballots: integer({ from: 1, to: 5, default: 2, about: "how many ballots there are" }),
    },
    mutants: {
      "one-ballot": {
        about: "a replica says that it accepted in the ballot that it had joined last",
        breaks: "one set of dependencies is committed",
        at: { ballots: 3 },
        steps: 14,
      },
    },
  },
  ({ replicas, ballots }, mutant) => {
    const Replica = scalarset("r", replicas);
    const Deps = scalarset("d", 2);
    const Ballot = range(0, ballots);
    const quorum = majorityOf(replicas);
    const accepted = { acceptedIn: Ballot, deps: optional(Deps) };
    const between = { from: "replica", to: "replica" } as const;
    const broadcast = { ...between, broadcast: true } as const;
    const cluster = system({
      roles: { replica: { processes: Replica, stable: { ballot: Ballot, ...accepted, leads: boolean } } },
      messages: {
        prepare: { ...broadcast, fields: { ballot: Ballot } },
        prepared: { ...between, fields: { ballot: Ballot, ...accepted } },
        accept: { ...broadcast, fields: { ballot: Ballot, deps: Deps } },
        accepted: { ...between, fields: { ballot: Ballot } },
      },
      network: "set",
      history: { committed: set(Deps) },
    });
    type Accepted = { readonly acceptedIn: number; readonly deps: ValueOf<typeof Deps> | null };

    const join = (
      row: { ballot: number; acceptedIn: number; deps: Accepted["deps"]; leads: boolean },
      ballot: number,
    ) => {
      if (mutant === "one-ballot" && row.deps !== null) row.acceptedIn = row.ballot;
      row.ballot = ballot;
      row.leads = false;
    };

    /** Whether a leader may propose these, given what a quorum has accepted: any if it is none, else of the highest ballot. */
    const mayPropose = (deps: ValueOf<typeof Deps>, reports: readonly Accepted[]) => {
      const known = reports.filter((report) => report.deps !== null);
      const highest = Math.max(...known.map(({ acceptedIn }) => acceptedIn));
      return known.length === 0 || known.some((report) => report.acceptedIn === highest && report.deps === deps);
    };

    const replica = cluster.role("replica", {
      rules: {
        recover: {
          for: { ballot: range(1, ballots) },
          when: (row, { ballot }) => ballot > row.ballot,
          do: (row, { ballot, send }) => {
            join(row, ballot);
            row.leads = true;
            send.prepare({ ballot });
          },
        },
        propose: {
          for: { deps: Deps },
          when: (row, { deps, inbox }) => {
            const reports = inbox.prepared.filter({ ballot: row.ballot });
            const isPending = row.leads && row.acceptedIn < row.ballot;
            return isPending && reports.length + 1 >= quorum && mayPropose(deps, [row, ...reports]);
          },
          do: (row, { deps, send }) => {
            row.acceptedIn = row.ballot;
            row.deps = deps;
            send.accept({ ballot: row.ballot, deps });
          },
        },
        commit: {
          when: (row, { inbox }) =>
            row.leads && row.acceptedIn === row.ballot && inbox.accepted.from({ ballot: row.ballot }) + 1 >= quorum,
          do: (row, { record }) => {
            if (row.deps !== null) record.committed.add(row.deps);
          },
        },
      },
      receive: {
        prepare: {
          when: (row, { message }) => message.ballot > row.ballot,
          do: (row, { message, send }) => {
            join(row, message.ballot);
            send.prepared({ to: message.from, ballot: row.ballot, acceptedIn: row.acceptedIn, deps: row.deps });
          },
        },
        accept: {
          when: (row, { message }) =>
            message.ballot > row.ballot || (message.ballot === row.ballot && row.acceptedIn < row.ballot),
          do: (row, { message, send }) => {
            row.ballot = message.ballot;
            row.acceptedIn = message.ballot;
            row.deps = message.deps;
            row.leads = false;
            send.accepted({ to: message.from, ballot: message.ballot });
          },
        },
      },
      expires: {
        prepare: (row, { message }) => message.ballot <= row.ballot,
        prepared: (row, { message }) => message.ballot < row.ballot,
        accept: (row, { message }) => message.ballot < row.ballot,
        accepted: (row, { message }) => message.ballot < row.ballot,
      },
    });

    return cluster.model({
      roles: [replica],
      always: { "one set of dependencies is committed": (s) => s.history.committed.size <= 1 },
      reachable: {
        "dependencies are committed": (s) => s.history.committed.size > 0,
      },
    });
  },
);
