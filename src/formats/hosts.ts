/**
 * Who takes each step of a trace: a process of a program or of a role where the model has some; else the binding that names a
 * process, which is one whose own item of a map the rule writes or depends on; else the process whose items are all that the
 * step writes in maps; else the binding that all other rules have in common (`ballot 0`, where whoever proposes in a ballot
 * has no name); else all such steps are one host's, the system's.
 */
import type { AnyDomain } from "../domain/domain.ts";
import { type InterpretedState, type Interpreter, interpret, interpretedState } from "../interpret/interpret.ts";
import { storedMembers } from "../interpret/plain-instances.ts";
import { cloneState, type Stored, type StoredState, storedText } from "../interpret/plain-store.ts";
import type { BoundPart } from "../model/footprint.ts";
import type { Model } from "../model/model.ts";
import { bindingDomain, type Rule } from "../model/rule.ts";
import { bindingCodes, boundValues, instancesOf, ruleOfStep } from "../program/instances.ts";
import { isContainer, type MapField } from "../state/field.ts";
import { ShownProcesses } from "../trace/shown-processes.ts";
import { storedAt, writtenPlaces } from "./places.ts";

export interface Hosts {
  /** In the order in which they first take a step. */
  readonly names: readonly string[];
  /** Index of the host of each step. */
  readonly ofStep: readonly number[];
}

/** What takes the steps that are nobody's. */
const SYSTEM = "system";

/** The domains whose values can be names. */
const NAMING: ReadonlySet<string> = new Set(["range", "enumeration", "scalarset"]);

/** So many other values of an item are tried, to see whether a rule looks at it. */
const TRIED_VALUES = 3;

interface TakenStep {
  readonly step: number;
  readonly rule: Rule;
  readonly bound: object;
  readonly before: InterpretedState;
  readonly after: InterpretedState | null;
}

interface Named {
  /** Tells it from others that may be called the same. */
  readonly id: string;
  readonly short: string;
  readonly long: string;
}

/** `steps`: one for each state but the last; one more is tried in the last, and throws there. */
export function hostsOf(model: Model, states: readonly InterpretedState[], steps: readonly number[]): Hosts {
  const instances = instancesOf(model.rules);
  const taken = steps.map((step, at): TakenStep => {
    const rule = instances.rules[ruleOfStep(instances, step)] as Rule;
    const before = states[at] as InterpretedState;
    const codes = bindingCodes(rule, step - (instances.first[ruleOfStep(instances, step)] as number));
    const bound = boundValues(rule, codes, storedMembers(model.schema, before.stored));
    return { step, rule, bound, before, after: states[at + 1] ?? null };
  });
  const finder = new HostFinder(model, taken);
  const named = taken.map((each) => finder.named(each));
  const distinct = [...new Map(named.map((each) => [each.id, each])).values()];
  const isShared = ({ short }: Named) => distinct.filter((other) => other.short === short).length > 1;
  const names = distinct.map((each) => (isShared(each) ? each.long : each.short));
  return { names: unique(names), ofStep: named.map(({ id }) => distinct.findIndex((each) => each.id === id)) };
}

/** The same names, numbered where some are still alike. */
function unique(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; used.has(free); number++) free = `${name} (${number})`;
    used.add(free);
    return free;
  });
}

class HostFinder {
  readonly #model: Model;
  readonly #interpreter: Interpreter;
  readonly #processes: ShownProcesses;
  readonly #maps: readonly (readonly [field: string, map: MapField<unknown, never>])[];
  /** Per rule of the trace, what names who takes its steps; null: nothing does. */
  readonly #owners = new Map<Rule, Name | null>();
  /** The binding that all rules have in common that nobody owns. */
  readonly #common: Name | null;

  constructor(model: Model, taken: readonly TakenStep[]) {
    this.#model = model;
    this.#interpreter = interpret(model);
    this.#processes = new ShownProcesses(model.programs);
    this.#maps = Object.entries(model.schema).flatMap(([name, field]) =>
      isContainer(field) && field.kind === "map" ? [[name, field as MapField<unknown, never>] as const] : [],
    );
    for (const { rule } of taken) {
      if (this.#owners.has(rule)) continue;
      const its = taken.filter((each) => each.rule === rule);
      const candidates = namesIn(rule).filter(({ domain }) => this.#mapsOf(domain.root).length > 0);
      const owner =
        candidates.find((name) => its.some((each) => this.#writesOwn(each, name))) ??
        candidates.find((name) => its.some((each) => this.#needsOwn(each, name)));
      this.#owners.set(rule, owner ?? null);
    }
    this.#common = this.#commonBinding(taken);
  }

  named({ rule, bound, before, after }: TakenStep): Named {
    const said = rule.bindings.map(
      ([name, binding]) => [name, bindingDomain(binding).format(Reflect.get(bound, name))] as const,
    );
    const process = this.#processes.step(rule.name, said, before.plain, after?.plain ?? null);
    if (process !== null) {
      const long = `${process.program} ${process.process}`;
      return { id: `program ${long}`, short: process.called, long };
    }
    const { footprint } = rule;
    if (footprint !== null) {
      if (footprint.role === null || footprint.process === null) return nameOf("network", "", "network");
      return nameOf("role", footprint.role, textOf(partOf(bound, footprint.process)));
    }
    const owner = this.#owners.get(rule) ?? null;
    if (owner !== null) return this.#keyName(owner.domain.root, textIn(owner, bound), owner.part ?? owner.binding);
    const written = this.#onlyWritten(before, after);
    if (written !== null) return written;
    if (this.#common === null) return nameOf("system", "", SYSTEM);
    const value = textIn(this.#common, bound);
    const long = `${this.#common.binding} ${value}`;
    return { id: `common ${value}`, short: long, long };
  }

  /** The process of a map's key; what is called like a number says that it is one. */
  #keyName(root: symbol, text: string, called?: string): Named {
    const [[field] = [""]] = this.#mapsOf(root);
    const long = called === undefined ? `${field} ${text}` : `${called} ${text}`;
    return { id: `key ${field} ${text}`, short: isName(text) ? text : `process ${text}`, long };
  }

  /** The process whose items of maps are all that a step writes in maps. */
  #onlyWritten(before: InterpretedState, after: InterpretedState | null): Named | null {
    if (after === null) return null;
    const keys = writtenPlaces(before.stored, after.stored).flatMap(({ field, keys: [code] }) => {
      const [, map] = this.#maps.find(([name]) => name === field) ?? [];
      return map === undefined || code === undefined ? [] : [{ map, code }];
    });
    const [first] = keys;
    if (first === undefined) return null;
    const { key } = first.map;
    const isOne = keys.every(
      ({ map, code }) => map.key.root === key.root && code + map.key.offset === first.code + key.offset,
    );
    return isOne ? this.#keyName(key.root, key.format(key.decode(first.code))) : null;
  }

  #mapsOf(root: symbol): readonly (readonly [field: string, map: MapField<unknown, never>])[] {
    return this.#maps.filter(([, { key }]) => key.root === root);
  }

  /** The items, one in each map, that are the process's own that is named. */
  #ownItems({ bound }: TakenStep, name: Name): { readonly field: string; readonly keys: readonly number[] }[] {
    const { domain } = name;
    const code = domain.encode(partOf(bound, name)) + domain.offset;
    return this.#mapsOf(domain.root).map(([field, { key }]) => ({ field, keys: [code - key.offset] }));
  }

  #writesOwn(taken: TakenStep, name: Name): boolean {
    const { before, after } = taken;
    if (after === null) return false;
    const written = writtenPlaces(before.stored, after.stored);
    return this.#ownItems(taken, name).some(({ field, keys: [key] }) =>
      written.some((place) => place.field === field && place.keys[0] === key),
    );
  }

  /** Whether the step is another, or none, with another value in one of the items. */
  #needsOwn(taken: TakenStep, name: Name): boolean {
    return this.#ownItems(taken, name).some((item) => {
      const stored = storedAt(taken.before.stored, item);
      return stored !== undefined && stored.kind === "value" && this.#depends(taken, item, stored);
    });
  }

  #depends(
    { step, before, after }: TakenStep,
    item: { readonly field: string; readonly keys: readonly number[] },
    { domain, code }: Extract<Stored, { kind: "value" }>,
  ): boolean {
    if (after === null || typeof code !== "number") return false;
    const with_ = (state: StoredState, other: number) => {
      const changed = cloneState(state);
      (storedAt(changed, item) as Extract<Stored, { kind: "value" }>).code = other;
      return changed;
    };
    for (let other = 0, tried = 0; other < domain.size && tried < TRIED_VALUES; other++) {
      if (other === code) continue;
      tried++;
      try {
        const there = this.#interpreter.takeUnbounded(interpretedState(with_(before.stored, other)), step);
        if (there === null || storedText(there.stored) !== storedText(with_(after.stored, other))) return true;
      } catch {
        return true;
      }
    }
    return false;
  }

  #commonBinding(taken: readonly TakenStep[]): Name | null {
    const nobodys = [...new Set(taken.map(({ rule }) => rule))].filter((rule) => {
      const isProgram = this.#model.programs.some(({ steps }) => steps.has(rule.name));
      return rule.footprint === null && !isProgram && this.#owners.get(rule) === null;
    });
    const [first] = nobodys;
    if (first === undefined) return null;
    const isCommon = ({ binding, part, domain: { root, structure } }: Name) =>
      part === null &&
      NAMING.has(structure.kind) &&
      this.#mapsOf(root).length === 0 &&
      nobodys.every((rule) => namesIn(rule).some((each) => each.binding === binding && each.domain.root === root));
    return namesIn(first).find(isCommon) ?? null;
  }
}

/** A binding, or a part of the record that it binds, and what values it has. */
interface Name extends BoundPart {
  readonly domain: AnyDomain;
}

/** What could name a process in a rule: bindings, and the fields of messages that they bind. */
function namesIn({ bindings }: Rule): Name[] {
  return bindings.flatMap(([binding, of]): Name[] => {
    const domain = bindingDomain(of);
    const parts = domain.structure.kind === "record" ? domain.structure.fields : [];
    return [{ binding, part: null, domain }, ...parts.map(([part, each]) => ({ binding, part, domain: each }))];
  });
}

function textIn(name: Name, bound: object): string {
  return name.domain.format(partOf(bound, name));
}

/** What is called like a number is called with what it is. */
function nameOf(kind: string, of: string, text: string): Named {
  const long = of === "" ? text : `${of} ${text}`;
  return { id: `${kind} ${long}`, short: isName(text) ? text : long, long };
}

function isName(text: string): boolean {
  return !/^(-?\d|null$|true$|false$)/.test(text);
}

function partOf(bound: object, { binding, part }: BoundPart): unknown {
  const value: unknown = Reflect.get(bound, binding);
  return part === null ? value : Reflect.get(value as object, part);
}

function textOf(value: unknown): string {
  return String(value);
}
