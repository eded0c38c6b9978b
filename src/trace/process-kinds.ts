/**
 * Who acts in a model: kinds of process, each with its processes and the fields that hold a row of each. Roles and programs
 * say so themselves; of other models, a process is what keys a map and is bound by a rule: elements of a scalarset before
 * numbers, which may as well be places of a log. A model that says whose lanes there are (`view`) is taken at its word.
 */
import type { AnyDomain } from "../domain/domain.ts";
import type { BoundPart } from "../model/footprint.ts";
import type { Model } from "../model/model.ts";
import { programFields } from "../model/programs/fields.ts";
import { bindingDomain, type Rule } from "../model/rule.ts";
import { isContainer } from "../state/field.ts";

export interface ProcessKind {
  /** `acceptor`; null: nobody named it. */
  readonly name: string | null;
  /** Its processes, as text, in order. */
  readonly values: readonly string[];
  /** Maps from its processes; of one that `takes` rules, whatever is its own. */
  readonly fields: readonly string[];
  /** Whether a binding of a rule is one of them, or what is named within one: `message.to`. */
  readonly binds: (rule: string, binding: string) => boolean;
  /** Whether the model itself says so: a step that binds one of them is then somebody's, whatever it writes. */
  readonly isSaid?: boolean;
  /** Of a kind with one process, which keys nothing: the rules that it takes. */
  readonly takes?: ReadonlySet<string>;
}

/** Whether a place is in the row of a process: `promised[a1]` in that of `a1`; whatever one has that keys nothing is its row. */
export function isInRow(path: string, { fields, takes }: ProcessKind, value: string): boolean {
  return fields.some((field) =>
    takes === undefined
      ? path.startsWith(`${field}[${value}]`)
      : path.startsWith(field) && /^(?:$|\[)/.test(path.slice(field.length)),
  );
}

/** What may name a process in a rule: a binding, or within what it binds whom a message is for. */
export interface NameOfProcess extends BoundPart {
  /** `p`, `message.to`. */
  readonly name: string;
  readonly domain: AnyDomain;
}

export function namesIn({ bindings, footprint }: Rule): readonly NameOfProcess[] {
  const taker = footprint?.process ?? null;
  return bindings.flatMap(([binding, of]) => {
    const domain = bindingDomain(of);
    const parts = new Set(["to", ...(taker?.binding === binding && taker.part !== null ? [taker.part] : [])]);
    const within = [...parts].flatMap((part): NameOfProcess[] => {
      const found = partOf(domain, part);
      return found === null ? [] : [{ name: nameWithin({ binding, part }), binding, part, domain: found }];
    });
    return [{ name: binding, binding, part: null, domain }, ...within];
  });
}

export function nameWithin({ binding, part }: BoundPart): string {
  return part === null ? binding : `${binding}.${part}`;
}

/** A field of a record, or one that all cases of a union have alike; null: there is none. */
function partOf({ structure }: AnyDomain, part: string): AnyDomain | null {
  if (structure.kind === "record") return structure.fields.find(([name]) => name === part)?.[1] ?? null;
  if (structure.kind !== "union") return null;
  const [first = null, ...others] = structure.cases.map(([, each]) => partOf(each, part));
  return first !== null && others.every((each) => each?.root === first.root) ? first : null;
}

/** More keys than this are no processes that anybody could look at. */
const MOST = 64;

export function processKinds(model: Model, parameters: Readonly<Record<string, unknown>> = {}): readonly ProcessKind[] {
  return saidKinds(model) ?? guessedKinds(model, parameters);
}

/** Null: the model says nothing, or so many that nobody could look at them. */
function saidKinds({ drawing, rules }: Model): readonly ProcessKind[] | null {
  const lanes = drawing?.lanes ?? null;
  if (lanes === null || lanes.some((each) => "domain" in each && each.domain.size > MOST)) return null;
  return lanes.map((each): ProcessKind => {
    if ("rules" in each) {
      const { name, fields } = each;
      return { name, values: [name], fields, binds: () => false, isSaid: true, takes: new Set(each.rules) };
    }
    const { name, domain, by, fields } = each;
    const own = rules.flatMap((rule) =>
      rule.bindings.flatMap(([binding, over]) =>
        bindingDomain(over).root === domain.root && (by === null || by.includes(binding)) ? [[rule.name, binding]] : [],
      ),
    );
    return {
      name,
      values: domain.values.map((value: unknown) => domain.format(value)),
      fields,
      binds: (rule, binding) => own.some((each) => each[0] === rule && each[1] === binding),
      isSaid: true,
    };
  });
}

function guessedKinds(model: Model, parameters: Readonly<Record<string, unknown>>): readonly ProcessKind[] {
  const maps = Object.entries(model.schema).flatMap(([name, field]) =>
    isContainer(field) && field.kind === "map" && field.key.size <= MOST
      ? [[name, field.key as AnyDomain] as const]
      : [],
  );
  const own = model.programs.map(({ name, parts }) => {
    const fields = Object.keys(programFields(name, parts));
    return { name, domain: parts.processes, fields };
  });
  const programmed = new Set(own.flatMap(({ fields }) => fields));
  const isOfRoles = model.rules.some(({ footprint }) => footprint !== null);
  const roles = new Map<string, { name: string; domain: AnyDomain; fields: string[] }>();
  const others: { domain: AnyDomain; fields: string[] }[] = [];
  for (const [name, key] of maps) {
    if (programmed.has(name) || name.startsWith("history.")) continue;
    const role = isOfRoles && name.includes(".") ? (name.split(".")[0] as string) : null;
    if (role !== null) {
      const known = roles.get(role);
      if (known === undefined) roles.set(role, { name: role, domain: key, fields: [name] });
      else if (known.domain.root === key.root) known.fields.push(name);
      continue;
    }
    if (isOfRoles) continue;
    const known = others.find(({ domain }) => domain.root === key.root);
    if (known === undefined) others.push({ domain: key, fields: [name] });
    else known.fields.push(name);
  }
  const bindings = model.rules.flatMap((rule) =>
    namesIn(rule).map(({ name, domain }) => ({ rule: rule.name, binding: name, root: domain.root })),
  );
  const bound = others.filter(({ domain }) => bindings.some(({ root }) => root === domain.root));
  const scalarsets = bound.filter(({ domain }) => domain.structure.kind === "scalarset");
  const plain = own.length + roles.size > 0 ? [] : scalarsets.length > 0 ? scalarsets : bound;
  return [...own, ...roles.values(), ...plain.map((each) => ({ ...each, name: null }))].map(
    ({ name, domain, fields }) => {
      const values = domain.values.map((value: unknown) => domain.format(value));
      const of = bindings.filter(({ root }) => root === domain.root);
      return {
        name: name ?? nameOf(values, of, parameters),
        values,
        fields,
        binds: (rule: string, binding: string) => of.some((each) => each.rule === rule && each.binding === binding),
      };
    },
  );
}

/**
 * Of numbers: the parameter that says how many there are, `proposers`, if the binding `p` is short for it; else what a rule
 * calls it that binds no other: of two in a rule, `from` and `to`, neither is what it is.
 */
function nameOf(
  values: readonly string[],
  bindings: readonly { readonly rule: string; readonly binding: string }[],
  parameters: Readonly<Record<string, unknown>>,
): string | null {
  if (!values.every((text) => /^-?\d+$/.test(text))) return null;
  const binding = bindings.find(
    ({ rule, binding: name }) => !name.includes(".") && bindings.filter((each) => each.rule === rule).length === 1,
  )?.binding;
  if (binding === undefined) return "process";
  const parameter = Object.entries(parameters).find(
    ([name, value]) => value === values.length && name.toLowerCase().startsWith(binding.toLowerCase()),
  );
  return parameter === undefined ? binding : parameter[0].replace(/s$/, "");
}
