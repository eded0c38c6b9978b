/**
 * Out of a procedure: its variables go back to their first values, and nobody waits for it any more. By its end, or because
 * a rule moved the process, a crash: else states would differ by what no step looks at.
 */
import { resetItem } from "../reset-item.ts";
import type { Fields } from "../roles/transport.ts";
import { localField, placeField, returnField } from "./fields.ts";
import { inner, type ProcedureParts, type ProgramParts } from "./parts.ts";

/** Puts the procedure's variables of a process back to their first values. */
export function clearLocals(state: Fields, program: string, self: unknown, { name, local }: ProcedureParts): void {
  for (const [variable, field] of Object.entries(local))
    resetItem(state[localField(program, name, variable)], self, field);
}

/** The fields besides its place that a move out of a procedure may change. */
export function leftFields(program: string, { procedures }: ProgramParts): string[] {
  if (procedures.size === 0) return [];
  const locals = [...procedures.values()].flatMap(({ name, local }) =>
    Object.keys(local).map((variable) => localField(program, name, variable)),
  );
  return [returnField(program), ...locals];
}

type Write = (...given: readonly unknown[]) => unknown;

/** The places of a program's processes as effects of rules see them: who is moved out of a procedure has left it. */
export function movedPlaces(state: Fields, program: string, parts: ProgramParts): object {
  const places = state[placeField(program)];
  if (parts.procedures.size === 0) return places;
  const within = new Map<unknown, ProcedureParts>();
  for (const procedure of parts.procedures.values())
    for (const label of procedure.labels) within.set(inner(procedure.name, label), procedure);
  const settle = (self: unknown, before: ProcedureParts | undefined) => {
    if (before === undefined || within.get(places.get(self)) === before) return;
    clearLocals(state, program, self, before);
    state[returnField(program)].set(self, null);
  };
  const set = (write: Write): Write => {
    return (...given) => {
      // What is no process is refused by the write, as it would be without procedures.
      const isProcess = given.length === 2 && parts.processes.encode(given[0]) >= 0;
      const before = isProcess ? within.get(places.get(given[0])) : undefined;
      write(...given);
      settle(given[0], before);
    };
  };
  const assign = (write: Write): Write => {
    return (...given) => {
      const before = parts.processes.values.map((self) => [self, within.get(places.get(self))] as const);
      write(...given);
      for (const [self, procedure] of before) settle(self, procedure);
    };
  };
  const writes = {
    set: set((...given) => places.set(...given)),
    assign: assign((...given) => places.assign(...given)),
  };
  return new Proxy(places, {
    get: (_, key) => (key === "set" || key === "assign" ? writes[key] : Reflect.get(places, key)),
  });
}
