/**
 * A model's definition with programs as one without: its state has where their processes are and what they keep, its rules
 * what their steps became, and its predicates see both.
 */

import { isNamedParts, kindOfValue } from "../../closed.ts";
import { refuseNewState, refuseUnfinished } from "../../closed-room.ts";
import { synodError } from "../../errors/errors.ts";
import type { Schema } from "../../state/field.ts";
import type { Fields } from "../roles/transport.ts";
import { throughView } from "../through-view.ts";
import { isUnwritten, writtenIn } from "../written.ts";
import { badProgram } from "./bad-program.ts";
import { checkDistinct } from "./distinct.ts";
import { eachGoesOn, fairnessOfRules, goesOnName, isProgramFairness, stepName } from "./fairness.ts";
import { placeField, programFields, visibleLocals } from "./fields.ts";
import { leftFields, movedPlaces } from "./left.ts";
import { programRules, type SteppedRule } from "./lower.ts";
import { type Acting, myOf } from "./my.ts";
import { DONE, type ProgramParts } from "./parts.ts";
import { isProgram, MADE_BY_PROGRAM } from "./program.ts";
import { programViews } from "./view.ts";

type Definition = Readonly<Record<string, unknown>>;

/** A program in a model, for readers of its states and traces. */
export interface ProgramInModel {
  readonly name: string;
  readonly parts: ProgramParts;
  /** By the names of their rules. */
  readonly steps: ReadonlyMap<string, SteppedRule["step"]>;
}

export interface Lowered {
  readonly definition: Definition;
  readonly programs: readonly ProgramInModel[];
  readonly rules: readonly SteppedRule[];
}

/** Null where there are no programs. Throws `bad-program`. */
export function withPrograms(given: Definition): Lowered | null {
  const { programs: written, ...definition } = given;
  if (isUnwritten(written)) return null;
  if (!isNamedParts(written))
    throw badProgram(
      "`programs`",
      `is ${kindOfValue(written)}, not an object of programs by name: programs: { process }`,
    );
  const programs = new Map<string, ProgramParts>();
  const { entries } = writtenIn(written);
  if (entries.length === 0) return null;
  const state = definition["state"] as Schema;
  for (const [name, each] of entries) {
    if (!isProgram(each))
      throw badProgram(`\`programs\``, `has ${kindOfValue(each)} as ${name}, not what program(...) made`);
    programs.set(name, each[MADE_BY_PROGRAM]);
  }
  for (const [name, parts] of programs) checkFits(name, parts, state);
  const twice = [...programs].find(([name, parts]) =>
    [...programs].some(([other, same]) => other !== name && same === parts),
  );
  if (twice !== undefined) throw badProgram(`the program ${twice[0]}`, "is there twice: make one for each name");
  const own = writtenIn(definition["rules"]);
  checkDistinct(programs, state, own);
  const fields = [...programs].map(([name, parts]) => programFields(name, parts));
  const schema: Schema = Object.fromEntries([state, ...fields].flatMap((each) => Object.entries(each)));
  const rules = [...programs].flatMap(([name, parts]) => programRules(name, parts, schema));

  const view = programViews(state, programs);
  const moving = programViews(state, programs, movedPlaces);
  const lowered = new Lowering(programs, view, moving);
  const properties = Object.entries(definition).map(([part, claims]) => [part, lowered.part(part, claims)] as const);
  return {
    rules,
    programs: [...programs].map(([name, parts]) => ({
      name,
      parts,
      steps: new Map(rules.filter((rule) => parts.steps.includes(rule.step)).map((rule) => [rule.name, rule.step])),
    })),
    definition: {
      ...Object.fromEntries(properties),
      state: schema,
      init: lowered.init(definition["init"]),
      rules: Object.fromEntries([
        ...[...programs].flatMap(([name, parts]) => parts.off.map((each) => [stepName(name, each), false] as const)),
        ...rules.map(({ name, for: over, when, do: effect }) => [name, { for: over, when, do: effect }] as const),
        ...own.off.map((name) => [name, false] as const),
        ...own.entries.map(([name, rule]) => [name, lowered.rule(rule)] as const),
      ]),
      terminal: lowered.terminal(definition["terminal"]),
      fairness: lowered.fairness(definition["fairness"]),
    },
  };
}

/** Every field that a program shares must be the model's own. */
function checkFits(name: string, parts: ProgramParts, state: Schema): void {
  const whole = `the program ${name}`;
  if (!isNamedParts(state)) return;
  if (Object.hasOwn(state, name)) throw badProgram(whole, "is called like a field of the state");
  for (const [field, of] of Object.entries(parts.state)) {
    if (!Object.hasOwn(state, field))
      throw badProgram(whole, `shares the field "${field}", which the model's state does not have`);
    if (state[field] !== of)
      throw badProgram(whole, `shares a field "${field}" that is not the model's: hand both the same state`);
  }
}

type Closure = (state: object, bound: object) => unknown;

class Lowering {
  readonly #programs: ReadonlyMap<string, ProgramParts>;
  readonly #view: (state: object) => object;
  /** For effects, which may move processes. */
  readonly #moving: (state: object) => object;

  constructor(
    programs: ReadonlyMap<string, ProgramParts>,
    view: (state: object) => object,
    moving: (state: object) => object,
  ) {
    this.#programs = programs;
    this.#view = view;
    this.#moving = moving;
  }

  /** A part of the definition: what claims something sees the programs. */
  part(name: string, given: unknown): unknown {
    if (name === "fairness") return given;
    if (name === "normalise") return typeof given === "function" ? this.#doing(given as Closure) : given;
    return throughView(name, given, this.#view);
  }

  #seeing(closure: Closure): Closure {
    return (state, bound) => closure(this.#view(state), bound);
  }

  #doing(closure: Closure): Closure {
    return (state, bound) => closure(this.#moving(state), bound);
  }

  rule(given: unknown): unknown {
    if (!isNamedParts(given)) return given;
    const { when, do: effect, writes } = given;
    return {
      ...given,
      ...(typeof when === "function" && { when: this.#seeing(when as Closure) }),
      ...(typeof effect === "function" && { do: this.#doing(effect as Closure) }),
      ...(writes !== undefined && { writes: this.#writes(writes) }),
    };
  }

  /** Who declares that it moves a process writes what the process leaves as well. */
  #writes(given: unknown): unknown {
    const left = new Map([...this.#programs].map(([name, parts]) => [placeField(name), leftFields(name, parts)]));
    const also = (places: unknown): unknown => {
      if (!Array.isArray(places)) return places;
      const more = places.flatMap((place: unknown) => {
        const [field, ...keys] = Array.isArray(place) ? place : [place];
        return (left.get(field) ?? []).map((each) => (Array.isArray(place) ? [each, ...keys] : each));
      });
      return more.length === 0 ? places : [...places, ...more];
    };
    return typeof given === "function" ? (bound: unknown) => also(given(bound)) : also(given);
  }

  /** First every process begins, then what the model says, which sees where they are. */
  init(given: unknown): unknown {
    const begin = (state: object) => {
      for (const [name, parts] of this.#programs) {
        if (parts.init === null) continue;
        const stage: Acting = { state: state as Fields, self: null };
        const my = myOf(stage, name, visibleLocals(name, parts, null));
        for (const self of parts.processes.values) {
          stage.self = self;
          const answer = parts.init(my);
          refuseUnfinished(`init of ${name}`, answer);
          refuseNewState(`init of ${name}`, answer, my);
        }
      }
    };
    const after =
      (effect: Closure): Closure =>
      (state, bound) => {
        begin(state);
        return effect(this.#moving(state), bound);
      };
    if (given === undefined) return begin;
    if (typeof given === "function") return after(given as Closure);
    if (!isNamedParts(given) || typeof given["do"] !== "function") return given;
    const { when } = given;
    return {
      ...given,
      do: after(given["do"] as Closure),
      ...(typeof when === "function" && { when: this.#seeing(when as Closure) }),
    };
  }

  /** Absent: a state in which nothing can happen is an end only where all processes are at theirs. */
  terminal(given: unknown): unknown {
    if (given !== undefined) return throughView("terminal", given, this.#view);
    const fields = [...this.#programs].map(([name, { processes }]) => [placeField(name), processes.values] as const);
    return (state: Fields) =>
      fields.every(([field, processes]) => processes.every((each) => state[field].get(each) === DONE));
  }

  /** Also each process's going on, which may be asked for by name. */
  fairness(given: unknown): unknown {
    if (given !== undefined && given !== false && !isNamedParts(given)) return given;
    const nameOf = (parts: ProgramParts) => {
      const found = [...this.#programs].find(([, each]) => each === parts);
      if (found === undefined)
        throw synodError("bad-config", {
          setting: "`fairness`",
          problem: "it is of a program that is not among the model's `programs`",
        });
      return found[0];
    };
    const one = (each: unknown) => (isProgramFairness(each) ? fairnessOfRules(each, nameOf) : each);
    const written = isNamedParts(given) ? Object.entries(given) : [];
    // The first is in force unless another is asked for: where none is declared, nothing is assumed.
    const isNone = written.every(([, said]) => said === false);
    const declared = isNone ? [["none", []] as const, ...written] : written;
    const named = new Set(declared.map(([name]) => name));
    const offered = [...this.#programs]
      .map(([name, parts]) => [goesOnName(name), eachGoesOn(parts)] as const)
      .filter(([name]) => !named.has(name));
    const assumed = [...declared, ...offered].map(([name, said]) => [
      name,
      Array.isArray(said) ? said.map(one) : one(said),
    ]);
    return throughView("fairness", Object.fromEntries(assumed), this.#view);
  }
}
