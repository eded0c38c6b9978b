/**
 * What a rule instance may look at and touch, as data: for traces and diagrams, and for partial-order reduction, which may
 * treat two instances as independent when neither writes what the other reads or writes. A footprint is a fact, not a
 * claim: rules that come out of roles get theirs from the views that their handlers are handed, which reach no further.
 *
 * It over-approximates: an instance reads at most `reads`, its arrivals and its inbox, and writes at most `writes`, what
 * it takes from the network and what it sends. A rule without a footprint may read and write anything.
 */

/** A bound value of the instance, or one field of it: `{ binding: "message", part: "to" }` is `bound.message.to`. */
export interface BoundPart {
  readonly binding: string;
  readonly part: string | null;
}

/** A field of the state, or the item of a map field at these keys, outermost first; no keys: all of it. */
export interface BoundPlace {
  readonly field: string;
  readonly keys: readonly BoundPart[];
}

/**
 * What may be added to the network: messages of a kind, from the process that moves. Adding to a set or a bag commutes with
 * adding, and with receiving another message; to a channel, with what other processes send. None of that when messages
 * that find no room are lost, since then it matters what is there.
 */
export interface Sending {
  readonly kind: string;
  readonly field: string;
  readonly network: "set" | "bag" | "fifo";
  readonly lostWhenFull: boolean;
  /** The role that receives it. */
  readonly to: string;
  readonly broadcast: boolean;
}

/** The message that is received: how it is taken out of its field, if it is. */
export interface Arrival {
  readonly kind: string;
  readonly field: string;
  readonly network: "set" | "bag" | "fifo";
  /** Who sent it; null: nobody is told. */
  readonly from: BoundPart | null;
  /** Whether the message is removed from its field: from a bag, or from the head of a channel. */
  readonly consumed: boolean;
}

/** Messages of a kind that a guard or an effect may look up, those to its process only (a broadcast kind: all). */
export interface Listening {
  readonly kind: string;
  readonly field: string;
}

/** What a rule instance may look at and touch: of rules made from roles a fact, not a claim. */
export interface Footprint {
  /** The role and the process that moves; null: not a process but the network or the links. */
  readonly role: string | null;
  readonly process: BoundPart | null;
  /** Fields read, by guard or effect. What is only looked up in the network is in `receives` and `inbox`. */
  readonly reads: readonly BoundPlace[];
  /** Fields written. Histories are among them; no rule reads one, but to write it. */
  readonly writes: readonly BoundPlace[];
  readonly receives: Arrival | null;
  readonly sends: readonly Sending[];
  readonly inbox: readonly Listening[];
}
