/** Who takes part in basic Paxos, what each remembers, and what they say to each other. */
import {
  enumeration,
  optional,
  range,
  record,
  type Schema,
  type SystemState,
  scalarset,
  set,
  system,
} from "../../src/index.ts";
import type { Value } from "../paxos-retold/choose.ts";

export interface Sizes {
  readonly proposers: number;
  readonly acceptors: number;
  /** The largest number of a proposal. */
  readonly numbers: number;
  /** How many acceptors may crash, for ever; absent: none. */
  readonly crashes?: number;
}

/** A proposer's numbers and its value follow from its place, so proposers are not interchangeable. */
export function proposersOf(proposers: number) {
  return enumeration(...Array.from({ length: proposers }, (_, at): `p${number}` => `p${at + 1}`));
}

/**
 * The processes, over a network where a message may be late, repeated or never read. `beliefs`: what else a proposer
 * remembers, in variants of the protocol.
 */
export function processes<B extends Schema>({ proposers, acceptors, numbers, crashes }: Sizes, beliefs: B) {
  const Proposer = proposersOf(proposers);
  const Value = enumeration(...Array.from({ length: proposers }, (_, at): Value => `v${at + 1}`));
  const Acceptor = scalarset("a", acceptors);
  const Serial = range(0, numbers); // 0 stands for none
  const Vote = record({ ballot: Serial, value: Value });
  const paxos = system({
    roles: {
      proposer: {
        processes: Proposer,
        stable: {
          phase: enumeration("idle", "prepare", "accept", "done"),
          number: Serial,
          value: optional(Value), // what it asks to accept
          concluded: optional(Value), // what it believes to be chosen
          ...beliefs,
        },
        history: { rejected: set(Value) }, // what it has said not to be accepted
      },
      acceptor: {
        processes: Acceptor,
        stable: { promised: Serial, last: optional(Vote) },
        history: { votes: set(Vote) },
        ...(crashes && { crashes: { atMost: crashes, restarts: false } }),
      },
    },
    messages: {
      prepare: { from: "proposer", to: "acceptor", broadcast: true, fields: { number: Serial } },
      promise: { from: "acceptor", to: "proposer", fields: { number: Serial, last: optional(Vote) } },
      accept: { from: "proposer", to: "acceptor", broadcast: true, fields: Vote.shape },
      accepted: { from: "acceptor", to: "proposer", fields: { number: Serial } },
    },
    network: "set",
  });
  const ownValue = (p: (typeof Proposer.values)[number]) => Value.values[Proposer.values.indexOf(p)] as Value;
  return { paxos, Proposer, Value, Acceptor, ownValue, ballots: Serial.values.slice(1) };
}

export type Processes = ReturnType<typeof processes<{}>>;
export type Paxos = Processes["paxos"];
export type State = SystemState<Paxos>;
export type Proposer = Processes["Proposer"]["values"][number];
