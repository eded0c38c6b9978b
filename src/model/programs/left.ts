/**
 * Out of a procedure: its variables go back to their first values, and nobody waits for it any more. By its end, or because
 * a rule moved the process, a crash: else states would differ by what no step looks at.
 */
import { resetItem } from "../reset-item.ts";
import type { Fields } from "../roles/transport.ts";
import { type Local, ownLocals, placeField, procedureLocals, returnField } from "./fields.ts";
import { inner, type ProgramParts } from "./parts.ts";

/** Puts variables of a process back to their first values. */
export function clearLocals(state: Fields, self: unknown, locals: readonly Local[]): void {
  for (const { field, of } of locals) resetItem(state[field], self, of);
}

/** The fields besides its place that a move out of a procedure may change. */
export function leftFields(program: string, parts: ProgramParts): string[] {
  if (parts.procedures.size === 0) return [];
  return [returnField(program), ...procedureLocals(program, parts).map(({ field }) => field)];
}

/** The places of a program's processes as effects of rules see them: who is moved out of a procedure has left it. */
export function movedPlaces(state: Fields, program: string, parts: ProgramParts): object {
  const places = state[placeField(program)];
  if (parts.procedures.size === 0) return places;
  /** By a place in a procedure, the procedure's variables: the same array for all of its places. */
  const within = new Map<unknown, readonly Local[]>();
  for (const procedure of parts.procedures.values()) {
    const locals = ownLocals(program, procedure);
    for (const label of procedure.labels) within.set(inner(procedure.name, label), locals);
  }
  const settle = (self: unknown, before: readonly Local[] | undefined) => {
    if (before === undefined || within.get(places.get(self)) === before) return;
    clearLocals(state, self, before);
    state[returnField(program)].set(self, null);
  };
  const writes = {
    set: (...given: readonly unknown[]) => {
      // What is no process is refused by the write, as it would be without procedures.
      const isProcess = given.length === 2 && parts.processes.encode(given[0]) >= 0;
      const before = isProcess ? within.get(places.get(given[0])) : undefined;
      places.set(...given);
      settle(given[0], before);
    },
    assign: (...given: readonly unknown[]) => {
      const before = parts.processes.values.map((self) => [self, within.get(places.get(self))] as const);
      places.assign(...given);
      for (const [self, locals] of before) settle(self, locals);
    },
  };
  return new Proxy(places, {
    get: (_, key) => (key === "set" || key === "assign" ? writes[key] : Reflect.get(places, key)),
  });
}
