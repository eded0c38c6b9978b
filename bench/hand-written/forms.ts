/** The forms of Paxos that the hand-written search knows, by name. */
import type { Form } from "./form.ts";
import { messageSetPaxos } from "./message-set-paxos.ts";
import { packedPaxos } from "./packed-paxos.ts";
import type { Instance } from "./search-memory.ts";

export interface FormKind {
  readonly make: (instance: Instance) => Form;
  /** The table has at least so many slots for each state. */
  readonly slots: number;
  /** Whether each state's parent is kept, as who wants to explain anything must. */
  readonly parents: boolean;
}

const FORMS: Readonly<Record<string, FormKind>> = {
  "message-set": { make: messageSetPaxos, slots: 3, parents: true },
  packed: { make: packedPaxos, slots: 2, parents: false },
};

export function formNamed(name: string): FormKind {
  const form = FORMS[name];
  if (form === undefined) throw new Error(`FORM is one of ${Object.keys(FORMS).join(", ")}`);
  return form;
}
