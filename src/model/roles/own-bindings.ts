/**
 * What the rules of a role range over: domains, and what is in collections of the process's own row. A field of a row is a
 * map from the role's processes, so such a collection is the one that this map has at the process (members.ts). A rule
 * reads its process's row anyway: its footprint stays what it is.
 *
 *   for: { x: members(stable.pending) }           members of worker.pending[worker]
 *   for: { p: Peer, m: entries(at(stable.log, "p")) }   entries of worker.log[worker][p]
 */
import { isNamedParts } from "../../closed.ts";
import { synodError } from "../../errors/errors.ts";
import type { AnyContainer, Field, Schema } from "../../state/field.ts";
import { bindingsOf } from "../bindings.ts";
import { type Binding, isMembers } from "../rule.ts";
import type { Lowering } from "./lower.ts";
import { type Role, rowField } from "./rows.ts";

const TAKEN = ["self", "message", "send", "inbox", "record", "from", "to"];

/** The bindings of a role's rule as those of a rule of the model, without the process itself. Throws `bad-binding`. */
export function ownBindings(plan: Lowering, role: Role, rule: string, given: unknown): Record<string, Binding> {
  const taken = [...TAKEN, role.name, ...(role.timers.length > 0 ? ["timer"] : [])];
  for (const name of isNamedParts(given) ? Object.keys(given) : []) {
    if (!taken.includes(name)) continue;
    const what =
      name === role.name ? `in which the process itself is bound as ${name}` : `which are handed \`${name}\``;
    throw synodError("bad-binding", {
      binding: `${rule}'s ${name}`,
      problem: `the name is taken by the system in a role's rules, ${what}`,
      isTaken: true,
    });
  }
  const bindings = bindingsOf(rule, given, {
    schema: role.row,
    called: `the row of ${role.name}`,
    written: (field) => field,
    before: [["self", role.processes]],
    whyNot: (collection) => whyNot(plan, role, collection),
  });
  return Object.fromEntries(bindings.map(([name, binding]) => [name, ofItsRow(role, binding)]));
}

/** A collection of the row as what it is in the state; a domain as it is. */
function ofItsRow(role: Role, binding: Binding): Binding {
  if (!isMembers(binding)) return binding;
  const field = Object.keys(role.row).find((name) => role.row[name] === binding.collection) as string;
  const keys = binding.keys.map((key) => (key === "self" ? role.name : key));
  return {
    ...binding,
    collection: role.fields[rowField(role.name, field)] as AnyContainer,
    keys: [role.name, ...keys],
  };
}

/** Why a process cannot range over a collection that is not in its row; null: nobody has it. */
function whyNot({ roles, history }: Lowering, own: Role, collection: Field): string | null {
  const has = (schema: Schema) => Object.values(schema).includes(collection);
  if (has(own.history.fields) || has(history.fields))
    return "its collection is a history, which rules write (`record`) and only properties read";
  for (const role of roles.values()) {
    const owns = role !== own && has(role.row);
    if (owns)
      return `its collection is in the rows of ${role.name}, and a process of ${own.name} sees only its own row`;
    if (role !== own && has(role.history.fields)) return "its collection is a history, which only properties read";
  }
  return null;
}
