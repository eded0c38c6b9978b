/** What expressions and statements mean, by walking their data over plain states. */

import {
  type Domains,
  domainNamed,
  keyOf,
  listedValue,
  membersOf,
  rankOf,
  setOf,
  valuesOf,
} from "../random/domain-values.ts";
import type { Expression, FieldData, PlaceData, Range, Statement, Value } from "../random/model-data.ts";
import { inOrder, type Members, type Plain, type PlainMap } from "./plain-states.ts";

/** What a model does wrong when it runs: the code of the error. */
export class Fault extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Where a field is kept: `holder[key]`. */
export interface Slot {
  readonly field: FieldData;
  // biome-ignore lint/suspicious/noExplicitAny: a state, or a map in one.
  readonly holder: any;
  readonly key: string;
}

/** What names stand for while a closure runs. */
export interface Scope {
  readonly domains: Domains;
  readonly parameters: Readonly<Record<string, number>>;
  readonly mutant: string | null;
  readonly bound: Readonly<Record<string, Value>>;
  readonly slot: (field: string, after: boolean) => Slot;
  /** What the closures of a system can do besides; a record's parts are evaluated. */
  readonly system?: {
    readonly heard: (kind: string, wanted: Readonly<Record<string, Value>>) => readonly Value[];
    readonly sent: (message: Value | null) => number;
    readonly send: (kind: string, content: Readonly<Record<string, Value>>) => void;
    readonly record: (field: string, value: Value) => void;
    readonly call: (how: "invoke" | "return", operation: string, value: Value | undefined) => void;
    readonly explained: (role: string, inTime: boolean) => boolean;
    readonly timer: (name: string, isRunning: boolean) => void;
  };
}

const bind = (scope: Scope, name: string, value: Value): Scope => ({
  ...scope,
  bound: { ...scope.bound, [name]: value },
});

export function find(scope: Scope, { field, keys, after }: PlaceData): Slot {
  let slot = scope.slot(field, after === true);
  for (const each of keys) {
    if (slot.field.is !== "map") throw new Error(`${field} has no items there`);
    const { key, item } = slot.field;
    const value = evaluate(scope, each);
    if (rankOf(scope.domains, key, value) < 0) throw new Fault("out-of-domain");
    slot = { field: item, holder: slot.holder[slot.key], key: keyOf(value) };
  }
  return slot;
}

function contents(
  scope: Scope,
  place: PlaceData,
): { field: Exclude<FieldData, { is: "variable" | "map" }>; list: Value[] } {
  const { field, holder, key } = find(scope, place);
  if (field.is === "variable" || field.is === "map") throw new Error(`${place.field} is no collection`);
  return { field, list: (holder[key] as Members).list };
}

/** A value asked about must be one of the collection's domain. */
function asked(scope: Scope, place: PlaceData, expression: Expression): { list: Value[]; key: string } {
  const { field, list } = contents(scope, place);
  const value = evaluate(scope, expression);
  if (rankOf(scope.domains, field.of, value) < 0) throw new Fault("out-of-domain");
  return { list, key: keyOf(value) };
}

export const truth = (scope: Scope, expression: Expression): boolean => evaluate(scope, expression) === true;
const amount = (scope: Scope, expression: Expression): number => evaluate(scope, expression) as number;

function among(scope: Scope, range: Range): readonly Value[] {
  if ("values" in range) return membersOf(evaluate(scope, range.values));
  return "domain" in range ? valuesOf(scope.domains, range.domain) : [...contents(scope, range.members).list];
}

function partsOf(scope: Scope, parts: readonly (readonly [string, Expression])[]): Record<string, Value> {
  return Object.fromEntries(parts.map(([name, part]) => [name, evaluate(scope, part)]));
}

export function evaluate(scope: Scope, x: Expression): Value {
  switch (x.e) {
    case "value":
      return x.value;
    case "bound":
      return scope.bound[x.name] as Value;
    case "parameter":
      return scope.parameters[x.name] as number;
    case "mutant":
      return scope.mutant === x.name;
    case "read": {
      const { field, holder, key } = find(scope, x.at);
      if (field.is !== "variable") throw new Error(`${x.at.field} is no variable`);
      return holder[key] as Value;
    }
    case "part":
      return (evaluate(scope, x.of) as Record<string, Value>)[x.name] as Value;
    case "record": {
      return { ...(x.kind !== null && { kind: x.kind }), ...partsOf(scope, x.parts) };
    }
    case "tuple":
      return x.parts.map((part) => evaluate(scope, part));
    case "set":
      return setOf(
        scope.domains,
        x.domain,
        x.parts.map((part) => evaluate(scope, part)),
      );
    case "longer": {
      const list = membersOf(evaluate(scope, x.of));
      const value = evaluate(scope, x.value);
      return x.front ? [value, ...list] : [...list, value];
    }
    case "slice":
      return membersOf(evaluate(scope, x.of)).filter((_, at) => at >= x.from && at < x.to);
    case "replaced": {
      const value = evaluate(scope, x.value);
      return membersOf(evaluate(scope, x.of)).map((item, at) => (at === x.index ? value : item));
    }
    case "changed": {
      const key = keyOf(evaluate(scope, x.value));
      const value = evaluate(scope, x.value);
      return remade(scope, evaluate(scope, x.of), (members) => {
        const others = members.filter((member) => keyOf(member) !== key);
        return x.by === "with" ? [...others, value] : others;
      });
    }
    case "joined": {
      const right = membersOf(evaluate(scope, x.right));
      const isRight = (value: Value) => right.some((other) => keyOf(other) === keyOf(value));
      return remade(scope, evaluate(scope, x.left), (members) => {
        if (x.by === "union") return [...members, ...right];
        return members.filter((member) => isRight(member) === (x.by === "intersection"));
      });
    }
    case "kept": {
      const keeps = (members: readonly Value[]) =>
        members.filter((member) => truth(bind(scope, x.name, member), x.that));
      return remade(scope, evaluate(scope, x.of), keeps);
    }
    case "within": {
      const value = evaluate(scope, x.of);
      const size = membersOf(value).length;
      return size >= x.min && size <= x.max ? value : evaluate(scope, x.otherwise);
    }
    case "item": {
      const list = membersOf(evaluate(scope, x.of));
      const at = x.index < 0 ? list.length + x.index : x.index;
      return at >= 0 && at < list.length ? (list[at] as Value) : evaluate(scope, x.otherwise);
    }
    case "extent":
      return membersOf(evaluate(scope, x.of)).length;
    case "holds": {
      const key = keyOf(evaluate(scope, x.value));
      return membersOf(evaluate(scope, x.of)).some((member) => keyOf(member) === key);
    }
    case "relates": {
      const [left, right] = [x.left, x.right].map((side) => membersOf(evaluate(scope, side)).map(keyOf)) as [
        string[],
        string[],
      ];
      if (x.by === "isSubsetOf") return left.every((key) => right.includes(key));
      if (x.by === "isSupersetOf") return right.every((key) => left.includes(key));
      return !left.some((key) => right.includes(key));
    }
    case "nth": {
      const values = valuesOf(scope.domains, x.domain);
      const at = amount(scope, x.at) % values.length;
      return values[at < 0 ? at + values.length : at] as Value;
    }
    case "clamp":
      return Math.max(x.low, Math.min(x.high, amount(scope, x.of)));
    case "rank":
      return rankOf(scope.domains, x.domain, evaluate(scope, x.of));
    case "size":
      return contents(scope, x.of).list.length;
    case "count": {
      const { list, key } = asked(scope, x.of, x.value);
      return list.filter((each) => keyOf(each) === key).length;
    }
    case "place": {
      const { list, key } = asked(scope, x.of, x.value);
      return list.findIndex((each) => keyOf(each) === key);
    }
    case "sum":
      return contents(scope, x.of).list.reduce<number>((sum, each) => sum + rankOf(scope.domains, x.domain, each), 0);
    case "number":
      return among(scope, x.among).filter((each) => truth(bind(scope, x.name, each), x.that)).length;
    case "index": {
      const { list } = contents(scope, x.of);
      const at = x.index < 0 ? list.length + x.index : x.index;
      return at >= 0 && at < list.length ? (list[at] as Value) : evaluate(scope, x.otherwise);
    }
    case "first": {
      const { list } = contents(scope, x.of);
      return list.length > 0 ? (list[0] as Value) : evaluate(scope, x.otherwise);
    }
    case "arithmetic":
      return computed(x.by, amount(scope, x.left), amount(scope, x.right));
    case "choose":
      return truth(scope, x.test) ? evaluate(scope, x.yes) : evaluate(scope, x.otherwise);
    case "has": {
      const { list, key } = asked(scope, x.of, x.value);
      return list.some((each) => keyOf(each) === key);
    }
    case "same":
      return keyOf(evaluate(scope, x.left)) === keyOf(evaluate(scope, x.right));
    case "compare": {
      const [left, right] = [amount(scope, x.left), amount(scope, x.right)];
      return x.by === "<" ? left < right : x.by === "<=" ? left <= right : left === right;
    }
    case "and":
      return x.of.every((each) => truth(scope, each));
    case "or":
      return x.of.some((each) => truth(scope, each));
    case "not":
      return !truth(scope, x.of);
    case "heard": {
      const found = scope.system?.heard(x.kind, partsOf(scope, x.parts)) ?? [];
      if (x.how === "from") return new Set(found.map((each) => keyOf((each as Record<string, Value>)["from"]))).size;
      return x.how === "has" ? found.length > 0 : found.length;
    }
    case "explained":
      return scope.system?.explained(x.role, x.inTime) ?? false;
    case "sent": {
      const count = scope.system?.sent(x.message === null ? null : evaluate(scope, x.message)) ?? 0;
      return x.message === null ? count : count > 0;
    }
    case "every":
      return among(scope, x.among).every((each) => truth(bind(scope, x.name, each), x.that));
    case "some":
      return among(scope, x.among).some((each) => truth(bind(scope, x.name, each), x.that));
  }
}

/** A list or a set of the same domain with other members. */
function remade(scope: Scope, value: Value, change: (members: readonly Value[]) => readonly Value[]): Value {
  const members = change(membersOf(value));
  if (Array.isArray(value)) return members;
  return setOf(scope.domains, (value as { readonly subset: string }).subset, members);
}

function computed(by: "+" | "-" | "*" | "max" | "min", left: number, right: number): number {
  switch (by) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "max":
      return left > right ? left : right;
    case "min":
      return left < right ? left : right;
  }
}

export function perform(scope: Scope, statements: readonly Statement[]): void {
  for (const statement of statements) performOne(scope, statement);
}

function performOne(scope: Scope, x: Statement): void {
  switch (x.do) {
    case "if":
      perform(scope, truth(scope, x.test) ? x.yes : x.otherwise);
      return;
    case "each":
      for (const value of among(scope, x.among)) perform(bind(scope, x.name, value), x.body);
      return;
    case "keep":
      perform(bind(scope, x.name, evaluate(scope, x.value)), x.body);
      return;
    case "set": {
      const { field, holder, key } = find(scope, x.at);
      if (field.is !== "variable") throw new Error(`${x.at.field} is no variable`);
      const value = listedValue(scope.domains, field.of, evaluate(scope, x.value));
      if (value === undefined) throw new Fault("out-of-domain");
      holder[key] = value;
      return;
    }
    case "add":
    case "delete":
    case "push": {
      const { field, holder, key } = find(scope, x.at);
      change(scope.domains, field, holder[key] as Plain, x.do, evaluate(scope, x.value));
      return;
    }
    case "insert":
    case "put":
    case "remove":
    case "truncate":
      changeAt(scope, x);
      return;
    case "copy":
    case "assign": {
      const { field, list } = contents(scope, x.at);
      const given = [...contents(scope, x.from).list];
      const wanted = x.do === "copy" ? given : given.filter((value) => truth(bind(scope, x.name, value), x.that));
      const values = wanted.map((value) => {
        const listed = listedValue(scope.domains, field.of, value);
        if (listed === undefined) throw new Fault("out-of-domain");
        return listed;
      });
      const kept = field.is === "set" ? [...new Map(values.map((value) => [keyOf(value), value])).values()] : values;
      if (field.capacity !== null && kept.length > field.capacity) throw new Fault("capacity-exceeded");
      list.length = 0;
      list.push(...(field.is === "sequence" ? kept : inOrder(scope.domains, field.of, kept)));
      return;
    }
    case "send": {
      const content = partsOf(scope, x.parts);
      scope.system?.send(x.kind, x.to === null ? content : { to: evaluate(scope, x.to), ...content });
      return;
    }
    case "call":
      scope.system?.call(x.how, x.operation, x.value === null ? undefined : evaluate(scope, x.value));
      return;
    case "timer":
      scope.system?.timer(x.name, x.how === "start");
      return;
    case "record":
      scope.system?.record(x.field, evaluate(scope, x.value));
      return;
    case "clear":
      contents(scope, x.at).list.length = 0;
      return;
    case "shift":
      contents(scope, x.at).list.shift();
      return;
    case "pop":
      contents(scope, x.at).list.pop();
      return;
  }
}

/** What is done to a sequence at an index, which must be one that it has, or, to insert, may be the one behind the last. */
function changeAt(scope: Scope, x: Extract<Statement, { do: "insert" | "put" | "remove" | "truncate" }>): void {
  const { field, list } = contents(scope, x.at);
  const index = amount(scope, x.index);
  const most = { insert: list.length, put: list.length - 1, remove: list.length - 1, truncate: Infinity }[x.do];
  const given = "value" in x ? evaluate(scope, x.value) : null;
  if (index < 0 || index > most) throw new Fault("wrong-argument");
  if (x.do === "truncate") list.length = Math.min(list.length, index);
  else if (x.do === "remove") list.splice(index, 1);
  else {
    const value = listedValue(scope.domains, field.of, given as Value);
    if (value === undefined) throw new Fault("out-of-domain");
    if (x.do === "insert" && list.length >= (field.capacity as number)) throw new Fault("capacity-exceeded");
    list.splice(index, x.do === "put" ? 1 : 0, value);
  }
}

/** Adds to, takes from or appends to a collection. */
export function change(
  domains: Domains,
  field: FieldData,
  plain: Plain,
  how: "add" | "delete" | "push",
  given: Value,
): void {
  if (field.is === "variable" || field.is === "map") throw new Error("no collection");
  const { list } = plain as Members;
  const value = listedValue(domains, field.of, given);
  if (value === undefined) throw new Fault("out-of-domain");
  const key = keyOf(value);
  const at = list.findIndex((each) => keyOf(each) === key);
  if (how === "delete") {
    if (at >= 0) list.splice(at, 1);
    return;
  }
  if (how === "add" && field.is === "set" && at >= 0) return;
  if (field.capacity !== null && list.length >= field.capacity) throw new Fault("capacity-exceeded");
  list.push(value);
  if (how === "add") {
    const ordered = inOrder(domains, field.of, list);
    list.length = 0;
    for (const each of ordered) list.push(each);
  }
}

/** Whether a value is in a domain, and one of a union's case is `within` it. */
export function isOf(domains: Domains, name: string, value: Value): boolean {
  domainNamed(domains, name);
  return rankOf(domains, name, value) >= 0;
}

export type { PlainMap };
