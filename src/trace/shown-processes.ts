/**
 * Steps and changes of programs as a reader has the program before him: who took which step and where that led, `t1: read →
 * pop`, and whose variable changed, `t1.old`. What the state holds is maps from processes; that is how it is kept.
 */
import { type Local, ownLocals, placeField, programFields, returnField } from "../model/programs/fields.ts";
import { inner, type ProcedureParts } from "../model/programs/parts.ts";
import type { ProgramInModel } from "../model/programs/with-programs.ts";
import type { Change } from "../state/diff.ts";
import { type Field, isContainer } from "../state/field.ts";
import { type Plain, type PlainState, plainText } from "../state/plain.ts";
import type { ProcessStep } from "./trace.ts";

/** What is said of the processes of a model's programs. */
export class ShownProcesses {
  readonly #programs: readonly ProgramInModel[];
  /** By how the path of a change begins: the field and the process. */
  readonly #places: readonly (readonly [begins: string, shown: string])[];
  readonly #called: ReadonlyMap<string, string>;

  constructor(programs: readonly ProgramInModel[]) {
    this.#programs = programs;
    const texts = programs.map(({ name, parts: { processes } }) =>
      processes.values.map((value: unknown) => [name, processes.format(value)] as const),
    );
    const all = texts.flat();
    this.#called = new Map(
      all.map(([program, text]) => {
        const isName =
          !/^(-?\d|null$|true$|false$)/.test(text) && all.filter(([, other]) => other === text).length === 1;
        return [keyOf(program, text), isName ? text : `${program} ${text}`];
      }),
    );
    this.#places = programs.flatMap(({ name, parts }, at) =>
      Object.keys(programFields(name, parts)).flatMap((field) =>
        (texts[at] as readonly (readonly [string, string])[]).map(([, text]) => {
          const called = this.#called.get(keyOf(name, text)) as string;
          const of = field === placeField(name) ? "" : field.slice(name.length);
          return [`${field}[${text}]`, `${called}${of}`] as const;
        }),
      ),
    );
  }

  /** The step of a rule with these arguments, between these states; null: of no process. `after` null: it threw. */
  step(
    rule: string,
    bound: readonly (readonly [name: string, value: string])[],
    before: PlainState,
    after: PlainState | null,
  ): ProcessStep | null {
    const program = this.#programs.find(({ steps }) => steps.has(rule));
    if (program === undefined) return null;
    const [, process = ""] = bound.find(([name]) => name === "self") ?? [];
    const placeIn = (state: PlainState | null) => placesIn(state, program.name).get(process) ?? null;
    return {
      program: program.name,
      process,
      called: this.#called.get(keyOf(program.name, process)) ?? process,
      step: program.steps.get(rule)?.name ?? rule,
      from: placeIn(before) ?? "",
      to: placeIn(after),
    };
  }

  /**
   * The same changes; those of a process say whose they are. Nothing to tell are where a call returns to, which the place
   * says when it does, and that a procedure that was left has its variables at their first values.
   */
  changes(changes: readonly Change[], before: PlainState, after: PlainState): readonly Change[] {
    if (this.#programs.length === 0) return changes;
    const unsaid = this.#programs.flatMap(({ name, parts }) => {
      if (parts.procedures.size === 0) return [];
      const places = placesIn(after, name);
      const left = [...placesIn(before, name)].flatMap(([process, place]) => {
        const procedure = [...parts.procedures.values()].find((each) => isWithin(each, place));
        if (procedure === undefined || isWithin(procedure, places.get(process) as string)) return [];
        return ownLocals(name, procedure)
          .filter((local) => isAtFirst(after, local, process))
          .map(({ field }) => `${field}[${process}]`);
      });
      return [`${returnField(name)}[`, ...left];
    });
    return changes.map((change) => {
      const found = this.#places.find(([begins]) => change.path.startsWith(begins));
      if (found === undefined) return change;
      const isUnsaid = unsaid.some((begins) => change.path.startsWith(begins));
      const shown = found[1] + change.path.slice(found[0].length);
      return { ...change, shown, ...(isUnsaid && { unsaid: true as const }) };
    });
  }

  /**
   * The fields of a state that say nothing: where calls return to, of none; variables of procedures in which nobody is, at
   * their first values.
   */
  unsaid(state: PlainState): readonly string[] {
    return this.#programs.flatMap(({ name, parts }) => {
      if (parts.procedures.size === 0) return [];
      const places = [...placesIn(state, name).values()];
      const empty = [...parts.procedures.values()].filter((each) => !places.some((place) => isWithin(each, place)));
      const locals = empty
        .flatMap((each) => ownLocals(name, each))
        .filter((local) => isAtFirst(state, local))
        .map(({ field }) => field);
      return empty.length === parts.procedures.size ? [returnField(name), ...locals] : locals;
    });
  }
}

/** Where each process is. */
function placesIn(state: PlainState | null, program: string): ReadonlyMap<string, string> {
  const places = state?.get(placeField(program));
  return new Map(places?.kind === "map" ? places.entries.map(([key, place]) => [key, plainText(place)]) : []);
}

/** Whether a variable has its first value, of a process or of all: else `init` or a rule has put something there. */
function isAtFirst(state: PlainState, { field, of }: Local, process?: string): boolean {
  const kept = state.get(field);
  return (
    kept?.kind === "map" &&
    kept.entries.every(([key, item]) => (process !== undefined && key !== process) || isFirst(item, of))
  );
}

function isFirst(plain: Plain, of: Field): boolean {
  if (plain.kind === "value") return !isContainer(of) && plain.text === of.format(of.decode(0));
  if (plain.kind !== "map") return plain.members.length === 0;
  const { item } = of as Extract<Field, { kind: "map" }>;
  return plain.entries.every(([, each]) => isFirst(each, item));
}

function isWithin({ name, labels }: ProcedureParts, place: string): boolean {
  return labels.some((label) => inner(name, label) === place);
}

function keyOf(program: string, process: string): string {
  return JSON.stringify([program, process]);
}
