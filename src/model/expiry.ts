/**
 * Messages that their recipient will never look at again, as data: who receives the kind, where it is kept, and when a
 * message of it has expired. An expiry is a fact for those who run the model: expired messages are hidden from their
 * recipient in every run (roles/expiry.ts). That they stay expired is checked where it is relied upon, by the reduction
 * that forgets them (reduce/stale-messages/).
 */
import type { AnyDomain } from "../domain/domain.ts";

export interface Expiry {
  readonly kind: string;
  /** The set field that keeps messages of the kind. */
  readonly field: string;
  /** The kind's messages, as kept: a case of the field's elements. */
  readonly messages: AnyDomain;
  /** The role that receives it, its processes, and the fields of the state that hold their rows: maps from processes. */
  readonly role: string;
  readonly processes: AnyDomain;
  /** Whether a message is for several processes. */
  readonly broadcast: boolean;
  readonly rowFields: readonly string[];
  /** Whether the message is for the process. */
  readonly isFor: (process: unknown, message: object) => boolean;
  /** Whether the message has expired for the process, which is all that it may depend on: its row and the message. */
  readonly hasExpired: (state: object, process: unknown, message: object) => boolean;
}
