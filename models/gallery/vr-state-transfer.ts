/**
 * Viewstamped Replication Revisited: replicas number their views, and the primary of a view orders requests in a log. A
 * replica that hears of a newer view asks others for the rest of the log. Liskov and Cowling (2012), 5.2, have it drop
 * what it does not know to be committed first. Vanlightly, *VR Revisited: State Transfer* (2022): if the view changes
 * again before the rest is there, its log, cut but of the newest view, wins over those that have what was committed.
 * The remedy: it keeps log and view number as they are until the rest has come.
 *
 * Assumed: three replicas, messages arrive in any order, often, or never; a primary appends one request in its view,
 * and an entry is known by the view that made it; a replica that waits for the rest takes part in view changes, with
 * what it has. There is no StartViewChange, as any replica may lose patience at any time.
 */
import {
  enumeration,
  forEvery,
  integer,
  list,
  protocol,
  range,
  record,
  type SystemState,
  set,
  system,
  type ValueOf,
} from "../../src/index.ts";

/**
 * State transfer in Viewstamped Replication Revisited. After Vanlightly's analysis (2022) of Liskov and Cowling (2012).
 *
 * @example
 * ```ts
 * await check(vrStateTransfer({ views: 2 }, "truncates"));
 * ```
 */
export const vrStateTransfer = protocol(
  {
    name: "vr-state-transfer",
    about: "Viewstamped Replication Revisited: a replica that is behind asks for the rest of the log",
    source:
      "Vanlightly, VR Revisited: State Transfer (2022); Liskov and Cowling, Viewstamped Replication Revisited (2012)",
    parameters: { views: integer({ from: 1, to: 3, default: 1, about: "the last view; the first is 0" }) },
    mutants: {
      truncates: {
        about: "a replica that is behind cuts its log back to what it knows to be committed, then asks for the rest",
        breaks: "a started view has what was committed",
        at: { views: 2 },
        steps: 11,
      },
    },
  },
  ({ views }, mutant) => {
    const Replica = range(0, 2);
    const View = range(0, views);
    const Log = list(View, { max: 2 });
    const Length = range(0, 2);
    type Vote = { readonly normal: number; readonly log: ValueOf<typeof Log>; readonly commit: number };
    const primaryOf = (view: number) => view % Replica.size;

    const newest = { view: View, normal: View, log: Log, commit: Length };
    const between = { from: "replica", to: "replica" } as const;
    const broadcast = { ...between, broadcast: true } as const;
    const cluster = system({
      roles: {
        replica: { processes: Replica, stable: { ...newest, status: enumeration("normal", "view-change", "behind") } },
      },
      messages: {
        prepare: { ...broadcast, fields: { view: View, at: Length, entry: View, commit: Length } },
        prepareOk: { ...between, fields: { view: View, at: Length } },
        doViewChange: { ...between, fields: newest },
        startView: { ...broadcast, fields: { view: View, log: Log, commit: Length } },
        getState: { ...broadcast, fields: { view: View, after: Length } },
        newState: { ...between, fields: { view: View, after: Length, rest: Log, commit: Length } },
      },
      network: "set",
      history: { committed: set(record({ entry: View, view: View })) },
    });

    const isNewer = (one: Vote, other: Vote) =>
      one.normal > other.normal || (one.normal === other.normal && one.log.length > other.log.length);
    const isOld = (row: { readonly view: number }, { message }: { readonly message: { readonly view: number } }) =>
      message.view < row.view;

    const replica = cluster.role("replica", {
      rules: {
        request: {
          when: (row, { self }) =>
            row.status === "normal" &&
            primaryOf(row.view) === self &&
            row.log.length < 2 &&
            !row.log.includes(row.view),
          do: (row, { send }) => {
            row.log = [...row.log, row.view];
            send.prepare({ view: row.view, at: row.log.length, entry: row.view, commit: row.commit });
          },
        },
        commit: {
          when: (row, { self, inbox }) =>
            row.status === "normal" &&
            primaryOf(row.view) === self &&
            row.commit < row.log.length &&
            inbox.prepareOk.from({ view: row.view, at: row.commit + 1 }) > 0,
          do: (row, { record }) => {
            const entry = row.log[row.commit];
            if (entry !== undefined) record.committed.add({ entry, view: row.view });
            row.commit += 1;
          },
        },
        timeout: {
          when: (row) => row.view < views,
          do: (row, { self, send }) => {
            row.view += 1;
            row.status = "view-change";
            const { view, normal, log, commit } = row;
            if (primaryOf(view) !== self) send.doViewChange({ to: primaryOf(view), view, normal, log, commit });
          },
        },
        "start view": {
          when: (row, { self, inbox }) =>
            row.status === "view-change" &&
            primaryOf(row.view) === self &&
            inbox.doViewChange.from({ view: row.view }) > 0,
          do: (row, { inbox, send }) => {
            const votes = [row, ...inbox.doViewChange.filter({ view: row.view })];
            const { log } = votes.reduce((best, vote) => (isNewer(vote, best) ? vote : best));
            row.commit = Math.min(Math.max(...votes.map(({ commit }) => commit)), log.length);
            row.log = log;
            row.status = "normal";
            row.normal = row.view;
            send.startView({ view: row.view, log, commit: row.commit });
          },
        },
      },
      receive: {
        prepare: {
          when: (row, { message }) =>
            message.view > row.view ||
            (message.view === row.view && row.status === "normal" && message.at === row.log.length + 1),
          do: (row, { message, send }) => {
            const { view, at, entry, commit } = message;
            if (view > row.view) {
              row.view = view;
              row.status = "behind";
              if (mutant === "truncates") {
                row.normal = view;
                row.log = row.log.slice(0, row.commit);
              }
              send.getState({ view, after: row.commit });
            } else {
              row.log = [...row.log, entry];
              row.commit = Math.max(row.commit, commit);
              send.prepareOk({ to: message.from, view, at });
            }
          },
        },
        startView: {
          when: (row, { message }) => message.view > row.view || (message.view === row.view && row.status !== "normal"),
          do: (row, { message, send }) => {
            const { view, log, commit } = message;
            row.view = view;
            row.normal = view;
            row.status = "normal";
            row.log = log;
            row.commit = commit;
            for (let at = commit + 1; at <= log.length; at++) send.prepareOk({ to: message.from, view, at });
          },
        },
        getState: {
          when: (row, { message }) => message.view === row.view && row.status === "normal",
          do: (row, { message, send }) => {
            const { view, after } = message;
            send.newState({ to: message.from, view, after, rest: row.log.slice(after), commit: row.commit });
          },
        },
        newState: {
          when: (row, { message }) => message.view === row.view && row.status === "behind",
          do: (row, { message }) => {
            row.normal = message.view;
            row.status = "normal";
            row.log = [...row.log.slice(0, message.after), ...message.rest];
            row.commit = message.commit;
          },
        },
      },
      expires: {
        prepare: isOld,
        prepareOk: isOld,
        doViewChange: isOld,
        startView: isOld,
        getState: isOld,
        newState: isOld,
      },
    });

    /** Whether a replica has said that it has the second entry, in view 1. */
    const isPrepared = (s: SystemState<typeof cluster>, from: number) =>
      s.sent.has(cluster.message.prepareOk({ from, to: primaryOf(1), view: 1, at: 2 }));
    return cluster.model({
      roles: [replica],
      always: {
        "a started view has what was committed": forEvery(Replica, (each) => ({ replica, history }) => {
          const [view, status, log] = [replica.view.get(each), replica.status.get(each), replica.log.get(each)];
          const isStarted = status === "normal" && primaryOf(view) === each;
          return !isStarted || [...history.committed].every((entry) => entry.view > view || log.includes(entry.entry));
        }),
      },
      reachable: {
        "entries of two views are committed": views > 0 && ((s) => s.history.committed.size === 2),
        "who is behind gets the rest":
          views > 0 &&
          ((s) =>
            Replica.values.some(
              (each) => each !== primaryOf(1) && s.replica.log.get(each).at(1) === 1 && !isPrepared(s, each),
            )),
      },
    });
  },
);
