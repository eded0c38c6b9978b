/**
 * Steps and changes of programs as a reader has the program before him: who took which step and where that led, `t1: read →
 * pop`, and whose variable changed, `t1.old`. What the state holds is maps from processes; that is how it is kept.
 */
import { placeField, programFields } from "../model/programs/fields.ts";
import type { ProgramInModel } from "../model/programs/with-programs.ts";
import type { Change } from "../state/diff.ts";
import { type PlainState, plainText } from "../state/plain.ts";
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
    const field = placeField(program.name);
    const placeIn = (state: PlainState | null): string | null => {
      const places = state?.get(field);
      const [, place] = (places?.kind === "map" && places.entries.find(([key]) => key === process)) || [];
      return place === undefined ? null : plainText(place);
    };
    return {
      program: program.name,
      process,
      called: this.#called.get(keyOf(program.name, process)) ?? process,
      step: program.steps.get(rule)?.name ?? rule,
      from: placeIn(before) ?? "",
      to: placeIn(after),
    };
  }

  /** The same changes; those of a process say whose they are. */
  changes(changes: readonly Change[]): readonly Change[] {
    if (this.#programs.length === 0) return changes;
    return changes.map((change) => {
      const found = this.#places.find(([begins]) => change.path.startsWith(begins));
      return found === undefined ? change : { ...change, shown: found[1] + change.path.slice(found[0].length) };
    });
  }
}

function keyOf(program: string, process: string): string {
  return JSON.stringify([program, process]);
}
