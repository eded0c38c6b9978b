/** What may be written in a system, and no more: keys of declarations, and numbers and words that have few values. */
import { closed, isNamedParts, keysOf, kindOfValue, shown } from "../../closed.ts";
import { DOMAIN_SIZE_LIMIT } from "../../domain/domain.ts";
import { isDomain, whatIs } from "../../domain/is-domain.ts";
import { synodError } from "../../errors/errors.ts";
import { CAPACITY_LIMIT, isField } from "../../state/field.ts";
import { clashOf, type NameOf } from "../distinct-names.ts";
import { isHistoryOf } from "../histories/history-of.ts";
import type { Messages, Roles, SystemDeclaration } from "./declaration.ts";
import type { Histories, History } from "./histories.ts";
import type { Lowering } from "./lower.ts";

/** Throws `bad-system` unless `given` is an object of these keys. */
export function closedPart(part: string, given: unknown, known: readonly string[]): void {
  closed(given, known, (problem, wrong) =>
    synodError("bad-system", { part, problem, ...(wrong !== undefined && { wrong }) }),
  );
}

function bad(part: string, problem: string): Error {
  return synodError("bad-system", { part, problem });
}

/** The parts of an object by name; what is no such object is refused. */
function partsOf(part: string, given: unknown): [string, unknown][] {
  if (!isNamedParts(given)) throw bad(part, `is ${whatIs(given)}, not an object of parts by name`);
  return Object.entries(given);
}

/** A role's or the system's fields. */
function checkFields(part: string, given: unknown, history: "role" | "system" | null = null): void {
  if (given === undefined) return;
  if (isField(given)) throw bad(part, `is ${whatIs(given)}, without a name; write { name: field }`);
  if (isHistoryOf(given)) throw bad(part, "is a history of operations, without a name; write { name: historyOf(...) }");
  for (const [name, field] of partsOf(part, given)) {
    if (isHistoryOf(field)) {
      if (history === "role" && field.by === null) continue;
      if (history === "system" && field.by !== null) continue;
      throw bad(
        `${part}: ${name}`,
        history === null
          ? "is a history of operations, which is a `history`"
          : history === "role"
            ? "is a history of operations that says `by`; in a role its processes are the callers"
            : "is a history of operations that does not say `by` whom, which only a role's need not",
      );
    }
    if (!isField(field)) throw bad(`${part}: ${name}`, `is ${whatIs(field)}, not a domain, map, set, bag or sequence`);
  }
}

function checkRole(name: string, given: unknown): void {
  closedPart(`role ${name}`, given, ["processes", "stable", "volatile", "history", "timers", "crashes"]);
  const { processes, timers, crashes, ...fields } = given as Readonly<Record<string, unknown>>;
  if (!isDomain(processes)) throw bad(`\`processes\` of role ${name}`, `is ${whatIs(processes)}, not a domain`);
  for (const [kind, schema] of Object.entries(fields))
    checkFields(`\`${kind}\` of role ${name}`, schema, kind === "history" ? "role" : null);
  if (timers !== undefined) checkTimers(`\`timers\` of role ${name}`, timers);
  if (crashes === undefined) return;
  const part = `\`crashes\` of role ${name}`;
  closedPart(part, crashes, ["atMost", "restarts"]);
  const { atMost, restarts } = crashes as Readonly<Record<string, unknown>>;
  if (atMost !== undefined) checkCount(`\`atMost\` in ${part}`, atMost);
  checkFlag(`\`restarts\` in ${part}`, restarts);
}

function checkTimers(part: string, given: unknown): void {
  if (!Array.isArray(given)) throw bad(part, `is ${kindOfValue(given)}, not a list of names`);
  for (const [at, name] of given.entries()) {
    if (typeof name !== "string" || name === "") throw bad(part, `has ${shown(name)} in it, which is no name`);
    if (given.indexOf(name) !== at) throw bad(part, `has "${name}" twice`);
  }
}

function checkMessage(name: string, given: unknown): void {
  closedPart(`message ${name}`, given, ["from", "to", "broadcast", "anonymous", "fields", "network"]);
  const { from, to, broadcast, anonymous, fields = {}, network } = given as Readonly<Record<string, unknown>>;
  for (const [key, role] of Object.entries({ from, to }))
    if (typeof role !== "string")
      throw bad(`\`${key}\` of message ${name}`, `is ${kindOfValue(role)}, not a role's name`);
  checkFlag(`\`broadcast\` of message ${name}`, broadcast);
  checkFlag(`\`anonymous\` of message ${name}`, anonymous);
  for (const [field, domain] of partsOf(`\`fields\` of message ${name}`, fields)) {
    if (isDomain(domain)) continue;
    throw bad(
      `message ${name}`,
      `has a field ${field} that is ${whatIs(domain)}; a message holds values, so give it a domain`,
    );
  }
  if (network !== undefined) checkNetwork(`\`network\` of message ${name}`, network);
}

function checkNetwork(part: string, given: unknown): void {
  if (given === "set") return;
  const forms = '"set", { kind: "bag", capacity: 4 } or { kind: "fifo", capacity: 4 }';
  if (given === "bag" || given === "fifo")
    throw bad(part, `is "${given}", which needs a capacity: write { kind: "${given}", capacity: 4 }`);
  if (!isNamedParts(given)) throw bad(part, `is ${kindOfValue(given)}; write ${forms}`);
  const { kind, capacity, overflow, lossy, duplicating } = given;
  if (kind !== "set" && kind !== "bag" && kind !== "fifo")
    throw bad(part, `is of the kind ${shown(kind)}; write ${forms}`);
  closedPart(
    part,
    given,
    kind === "set" ? ["kind", "capacity"] : ["kind", "capacity", "overflow", "lossy", "duplicating"],
  );
  const isCapacity =
    Number.isSafeInteger(capacity) && (capacity as number) >= 1 && (capacity as number) <= CAPACITY_LIMIT;
  if (capacity === undefined && kind !== "set")
    throw bad(part, `has no capacity: write { kind: "${kind}", capacity: 4 }`);
  if (capacity !== undefined && !isCapacity)
    throw bad(part, `has the capacity ${shown(capacity)}, not a whole number from 1 to ${CAPACITY_LIMIT}`);
  if (overflow !== undefined && overflow !== "error" && overflow !== "lost")
    throw bad(`\`overflow\` of ${part}`, `is ${shown(overflow)}, neither "error" nor "lost"`);
  checkFlag(`\`lossy\` of ${part}`, lossy);
  checkFlag(`\`duplicating\` of ${part}`, duplicating);
}

function checkPartitions(given: unknown): void {
  if (given === undefined) return;
  closedPart("`partitions`", given, ["atMost", "heals"]);
  const { atMost, heals } = given as Readonly<Record<string, unknown>>;
  checkCount("`atMost` in `partitions`", atMost);
  checkFlag("`heals` in `partitions`", heals);
}

/** A number that a variable of the state counts up to. */
function checkCount(part: string, value: unknown): void {
  const most = DOMAIN_SIZE_LIMIT - 1;
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most) return;
  throw bad(part, `is ${shown(value)}, not a whole number from 0 to ${most}`);
}

/** Absent is false. */
function checkFlag(part: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean") throw bad(part, `is ${shown(value)}, neither true nor false`);
}

/** Throws when two parts of a system would be kept in one field of the state. */
function checkDistinct(fields: readonly NameOf[]): void {
  const clash = clashOf(fields);
  if (clash === null) return;
  const { name, one, other } = clash;
  throw bad(other, `would be kept in the field "${name}" of the state, as ${one} is: give one of the two another name`);
}

/** Throws when two rules of a system would be one. */
export function checkRuleNames(rules: readonly NameOf[]): void {
  const clash = clashOf(rules);
  if (clash === null) return;
  const { name, one, other } = clash;
  throw bad(`the rule ${name}`, `is there twice, of ${one} and of ${other}: give one of the two another name`);
}

const SYSTEM_KEYS = keysOf<SystemDeclaration<Roles, Messages, History>>({
  roles: true,
  messages: true,
  network: true,
  history: true,
  partitions: true,
});

/** Throws `bad-system` for what is no declaration of a system. */
export function checkSystem(declaration: unknown): void {
  closedPart("what system(...) is given", declaration, SYSTEM_KEYS);
  const { roles, messages, network, history, partitions } = declaration as Readonly<Record<string, unknown>>;
  for (const [name, role] of partsOf("`roles`", roles)) checkRole(name, role);
  for (const [name, message] of partsOf("`messages`", messages)) checkMessage(name, message);
  checkNetwork("`network`", network);
  checkFields("`history` of the system", history, "system");
  checkPartitions(partitions);
}

/** Throws when two parts would be kept in one field: names may hold the dots and arrows that names of fields are made with. */
export function checkFieldNames(
  roles: Lowering["roles"],
  kinds: Lowering["kinds"],
  links: Lowering["links"],
  history: Histories,
): void {
  checkDistinct([
    ...[...roles.values()].flatMap((role) =>
      Object.keys(role.fields).map((field) => [field, `role ${role.name}`] as const),
    ),
    ...[...kinds.fields.keys()].map((field) => [field, "the network"] as const),
    ...linkFields(kinds, links),
    ...Object.keys(history.fields).map((name) => [`history.${name}`, `\`history\` of the system`] as const),
  ]);
  for (const role of roles.values()) {
    const twice = Object.keys(role.history.fields).find((name) => Object.hasOwn(history.fields, name));
    if (twice !== undefined)
      throw bad(
        `role ${role.name}`,
        `has a history "${twice}", and so has the system: its rules record both as \`record.${twice}\``,
      );
  }
}

/** The field of the links of each two roles that send each other something. */
function linkFields({ byName }: Lowering["kinds"], links: Lowering["links"]): (readonly [string, string])[] {
  if (!links.enabled) return [];
  const pairs = new Map([...byName.values()].map((kind) => [JSON.stringify([kind.from, kind.to]), kind]));
  return [...pairs.values()].map((kind) => [links.field(kind), `the links from ${kind.from} to ${kind.to}`]);
}
