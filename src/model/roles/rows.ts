/** Where the rows of the roles' processes are kept: each field of a row is a map from the role's processes. */
import { type AnyDomain, LISTED_VALUES_LIMIT } from "../../domain/domain.ts";
import { boolean, enumeration, range } from "../../domain/scalars.ts";
import { synodError } from "../../errors/errors.ts";
import { map, type Schema, set } from "../../state/field.ts";
import { resetItem } from "../reset-item.ts";
import type { Crashes, Roles } from "./declaration.ts";
import { type Histories, historiesOf } from "./histories.ts";
import type { Fields } from "./transport.ts";

export interface Role {
  readonly name: string;
  readonly processes: AnyDomain;
  /** The fields that its processes see. */
  readonly row: Schema;
  readonly volatile: Schema;
  readonly history: Histories;
  readonly timers: readonly string[];
  readonly crashes: Crashes | null;
  /** Its fields of the state, made once: bindings tell collections by who they are. */
  readonly fields: Schema;
}

/** The field of the state that holds a field of a row. */
export function rowField(role: string, field: string): string {
  return `${role}.${field}`;
}

const TAKEN = ["sent", "history"];

export function rolesOf(declared: Roles): ReadonlyMap<string, Role> {
  const roles = Object.entries(declared).map(
    ([name, { processes, stable = {}, volatile = {}, history = {}, timers = [], crashes }]) => {
      const bad = (problem: string) => synodError("bad-system", { part: `role ${name}`, problem });
      // Below that, equal processes are one value, which may be compared as such.
      if (processes.size > LISTED_VALUES_LIMIT)
        throw bad(`has ${processes.size} processes, and the most there can be are ${LISTED_VALUES_LIMIT}`);
      if (TAKEN.includes(name)) throw bad("has a name that properties know as something else");
      const all = [...Object.keys(stable), ...Object.keys(volatile), ...Object.keys(history)];
      if (timers.length > 0 && all.includes("timers"))
        throw bad('has timers, so "timers" cannot be a field of its own');
      const twice = all.find((field, at) => all.indexOf(field) !== at);
      if (twice !== undefined) throw bad(`declares the field "${twice}" twice`);
      if (crashes !== undefined && (all.includes("down") || all.includes("crashes")))
        throw bad('crashes, so "down" and "crashes" cannot be fields of its own');
      if (crashes === undefined && Object.keys(volatile).length > 0)
        throw bad("has volatile fields, which only a crash resets, and does not declare `crashes`");
      const row = { ...stable, ...volatile };
      const kept = historiesOf(history, processes);
      const role = { name, processes, row, volatile, history: kept, timers, crashes: crashes ?? null };
      return [name, { ...role, fields: fieldsOf(role) }] as const;
    },
  );
  return new Map(roles);
}

function fieldsOf({ name, processes, row, history, timers, crashes }: Omit<Role, "fields">): Schema {
  const own = Object.entries({ ...row, ...history.fields });
  const rows = own.map(([field, of]) => [rowField(name, field), map(processes, of)]);
  return {
    ...Object.fromEntries(rows),
    ...(timers.length > 0 && { [rowField(name, "timers")]: map(processes, set(enumeration(...timers))) }),
    ...(crashes !== null && { [rowField(name, "down")]: map(processes, boolean) }),
    ...(crashes?.atMost !== undefined && { [rowField(name, "crashes")]: range(0, crashes.atMost) }),
  };
}

/** Puts a process's volatile fields back to their first values, and stops its timers. */
export function forget({ name, volatile, timers }: Role, state: Fields, process: unknown): void {
  if (timers.length > 0) state[rowField(name, "timers")].get(process).clear();
  for (const [field, of] of Object.entries(volatile)) resetItem(state[rowField(name, field)], process, of);
}
