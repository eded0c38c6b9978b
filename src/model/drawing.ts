/**
 * `view`: a few words of a model on how it is drawn (page/). They say what is drawn, never what is true: no search, no
 * property, no count and no proof that two threads have the same model looks at them. Read and refused here, with
 * everything that they name, so that a page need not.
 */
import { closed, isNamedParts, keysOf, kindOfValue } from "../closed.ts";
import type { AnyDomain } from "../domain/domain.ts";
import { whatIs } from "../domain/is-domain.ts";
import type { Slip } from "../errors/did-you-mean.ts";
import { synodError } from "../errors/errors.ts";
import { type Field, isContainer, type Schema } from "../state/field.ts";
import { bindingDomain, type Rule } from "./rule.ts";
import { COLOURS, type Colour, type LaneDefinition, type ViewDefinition } from "./view-definition.ts";

/** A view that was looked at. */
export interface Drawing {
  /** Null: none are given. */
  readonly lanes: readonly DrawnLanes[] | null;
  readonly isAsWritten: boolean;
  /** By field, by the text of a value. */
  readonly colours: ReadonlyMap<string, ReadonlyMap<string, Colour>>;
}

/** Lanes of one kind of process: what they are called, and which bindings and fields are theirs. */
export interface DrawnKind {
  readonly name: string | null;
  readonly domain: AnyDomain;
  /** Null: all that range over the domain. */
  readonly by: readonly string[] | null;
  readonly fields: readonly string[];
}

/** The lane of one process: the rules that it takes, and the fields that are its own. */
export interface DrawnProcess {
  readonly name: string;
  readonly rules: readonly string[];
  readonly fields: readonly string[];
}

/** What is listed as one of the lanes. */
export type DrawnLanes = DrawnKind | DrawnProcess;

/** What a view is of. */
export interface DrawnModel {
  readonly subject: string;
  readonly schema: Schema;
  readonly rules: readonly Rule[];
  /** Whether rules are switched off, whose bindings are not known then. */
  readonly isPart: boolean;
}

/** Of more values than these, a colour's value is not looked up. */
const LISTED = 4096;

const VIEW_KEYS = keysOf<ViewDefinition>({ lanes: true, order: true, colours: true });
const LANE_KEYS = keysOf<LaneDefinition>({ name: true, by: true, fields: true, rules: true });

/** Null: the model says nothing. Throws `bad-view`. */
export function drawingOf(given: unknown, of: DrawnModel): Drawing | null {
  if (given === undefined || given === false) return null;
  const bad = refusing(of.subject);
  closed(given, VIEW_KEYS, (problem, wrong) => bad("it", problem, wrong));
  const { lanes, order, colours } = given as Readonly<Record<string, unknown>>;
  if (order !== undefined && order !== "as written" && order !== "few crossings")
    throw bad("`order`", `is ${kindOfValue(order)}, not "as written" or "few crossings"`);
  if (lanes !== undefined && !(Array.isArray(lanes) && lanes.length > 0))
    throw bad("`lanes`", `is ${whatIs(lanes)}, not a list of { name, by, fields, rules }`);
  const drawn = (lanes ?? []).flatMap((each: unknown, at: number) => lanesIn(each, `\`lanes\` ${at + 1}`, of) ?? []);
  checkApart(drawn, bad);
  return {
    lanes: drawn.length === 0 ? null : drawn,
    isAsWritten: order === "as written",
    colours: coloursOf(colours, of),
  };
}

type Refuse = (part: string, problem: string, wrong?: Slip) => Error;

const refusing =
  (model: string): Refuse =>
  (part, problem, wrong) =>
    synodError("bad-view", { model, part, problem, ...(wrong !== undefined && { wrong }) });

function lanesIn(given: unknown, part: string, of: DrawnModel): DrawnLanes | null {
  const { subject, schema, rules, isPart } = of;
  const bad = refusing(subject);
  closed(given, LANE_KEYS, (problem, wrong) => bad(part, problem, wrong));
  const { name = null, by, fields = [], rules: taken } = given as Readonly<Record<string, unknown>>;
  if (name !== null && typeof name !== "string")
    throw bad(`\`name\` of ${part}`, `is ${kindOfValue(name)}, not a text`);
  if (!Array.isArray(fields)) throw bad(`\`fields\` of ${part}`, `is ${kindOfValue(fields)}, not a list of names`);
  if (taken !== undefined) {
    if (name === null) throw bad(part, "has `rules` and no `name`: nothing else says who takes them");
    if (by !== undefined) throw bad(part, "has `rules` and `by`: it is one process, or one for each value");
    return { name, fields: fields.map((field: unknown) => fieldNamed(field)), rules: rulesIn(taken, part, of) };
  }
  const listed: unknown = by === undefined || typeof by !== "string" ? by : [by];
  if (listed !== undefined && !(Array.isArray(listed) && listed.length > 0))
    throw bad(`\`by\` of ${part}`, `is ${kindOfValue(by)}, not the name of a binding, or a list of them`);
  const names = (listed as readonly unknown[] | undefined) ?? null;
  if (names === null && fields.length === 0) throw bad(part, "has none of `by`, `fields` and `rules`: it is nobody's");
  const keys = fields.map((field: unknown) => keyOf(field, `\`fields\` of ${part}`, schema, bad));
  const odd = keys.findIndex((key) => key.root !== keys[0]?.root);
  if (odd > 0) throw bad(`\`fields\` of ${part}`, `has ${fields[0]} and ${fields[odd]}, maps from different things`);
  const bound = rules.flatMap(({ bindings }) =>
    bindings.map(([binding, over]) => ({ binding, domain: bindingDomain(over) as AnyDomain })),
  );
  const known = [...new Set(bound.map(({ binding }) => binding))];
  let domain = keys[0];
  for (const each of names ?? []) {
    if (typeof each !== "string") throw bad(`\`by\` of ${part}`, `has ${kindOfValue(each)} in it, which is no name`);
    const found = bound.filter(({ binding }) => binding === each);
    if (found.length === 0) {
      // A rule that is switched off may be the one that binds it.
      if (isPart) continue;
      throw bad(`\`by\` of ${part}`, `names "${each}", which no rule binds`, { name: each, known });
    }
    domain ??= (found[0] as (typeof found)[number]).domain;
    const { root } = domain;
    if (!found.some((one) => one.domain.root === root))
      throw bad(`\`by\` of ${part}`, `names "${each}", which is bound to nothing of ${domain.label}`);
  }
  return domain === undefined ? null : { name, domain, by: names as readonly string[] | null, fields };

  function fieldNamed(field: unknown): string {
    fieldOf(field, `\`fields\` of ${part}`, schema, bad);
    return field as string;
  }
}

/** Those that the model has: one that is switched off may be named. */
function rulesIn(given: unknown, part: string, { subject, rules, isPart }: DrawnModel): readonly string[] {
  const bad = refusing(subject);
  if (!Array.isArray(given) || given.length === 0)
    throw bad(`\`rules\` of ${part}`, `is ${whatIs(given)}, not a list of names`);
  const known = rules.map(({ name }) => name);
  return given.filter((each: unknown) => {
    if (typeof each !== "string") throw bad(`\`rules\` of ${part}`, `has ${kindOfValue(each)} in it, which is no name`);
    if (known.includes(each)) return true;
    if (isPart) return false;
    throw bad(`\`rules\` of ${part}`, `names "${each}", which no rule is called`, { name: each, known });
  });
}

function keyOf(field: unknown, part: string, schema: Schema, bad: Refuse): AnyDomain {
  const of = fieldOf(field, part, schema, bad);
  if (!isContainer(of) || of.kind !== "map") throw bad(part, `names "${String(field)}", which is no map`);
  return of.key as AnyDomain;
}

function fieldOf(name: unknown, part: string, schema: Schema, bad: Refuse): Field {
  if (typeof name !== "string") throw bad(part, `has ${kindOfValue(name)} in it, which is no name`);
  if (Object.hasOwn(schema, name)) return schema[name] as Field;
  throw bad(part, `names "${name}", which is no field of the state`, { name, known: Object.keys(schema) });
}

/** Nobody is in two lanes. */
function checkApart(lanes: readonly DrawnLanes[], bad: Refuse): void {
  for (const [at, one] of lanes.entries()) {
    for (const [before, other] of lanes.slice(0, at).entries()) {
      const pair = `${called(other, before)} and ${called(one, at)}`;
      const twice = one.fields.find((field) => other.fields.includes(field));
      if (twice !== undefined) throw bad(pair, `both have the field "${twice}"`);
      if ("rules" in one || "rules" in other) {
        const both =
          "rules" in one && "rules" in other ? one.rules.find((rule) => other.rules.includes(rule)) : undefined;
        if (both !== undefined) throw bad(pair, `both take "${both}"`);
        continue;
      }
      if (one.domain.root !== other.domain.root) continue;
      if (one.by === null || other.by === null) throw bad(pair, `are both of ${one.domain.label}: say \`by\` of each`);
      const shared = one.by.find((binding) => other.by?.includes(binding));
      if (shared !== undefined) throw bad(pair, `are both by "${shared}"`);
    }
  }
}

function called({ name }: DrawnLanes, at: number): string {
  return `\`lanes\` ${at + 1}${name === null ? "" : ` (${name})`}`;
}

function coloursOf(given: unknown, { subject, schema }: DrawnModel): Drawing["colours"] {
  const bad = refusing(subject);
  if (given === undefined) return new Map();
  if (!isNamedParts(given)) throw bad("`colours`", `is ${kindOfValue(given)}, not an object of colours by field`);
  return new Map(
    Object.entries(given).map(([name, values]) => {
      const part = `\`colours\` of ${name}`;
      const domain = valuesOf(fieldOf(name, "`colours`", schema, bad));
      if (domain === null) throw bad(part, "are of a collection; only a variable, or a map to one, has a value");
      if (!isNamedParts(values)) throw bad(part, `is ${kindOfValue(values)}, not an object of colours by value`);
      const texts = domain.size > LISTED ? null : domain.values.map((value: unknown) => domain.format(value));
      for (const [value, colour] of Object.entries(values)) {
        if (texts !== null && !texts.includes(value))
          throw bad(part, `name the value "${value}", which it cannot have`, { name: value, known: texts });
        if (!COLOURS.some((each) => each === colour))
          throw bad(part, `give ${value} ${kindOfValue(colour)}, which is no colour`, {
            name: String(colour),
            known: COLOURS,
          });
      }
      return [name, new Map(Object.entries(values) as [string, Colour][])];
    }),
  );
}

/** What a variable, or a map's items, can be; null: they are collections. */
function valuesOf(field: Field): AnyDomain | null {
  if (!isContainer(field)) return field;
  return field.kind === "map" && !isContainer(field.item) ? field.item : null;
}
