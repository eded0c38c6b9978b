/**
 * What handlers are handed. A stage is where one process acts at a time: the lowering puts the state and the process on it
 * before it calls a guard or an effect, and the views made here look at nothing else. They are made once, and hold no way
 * to the state or to another process.
 */
import { insist, room } from "../../closed-room.ts";
import { testOf } from "../../domain/asked.ts";
import { codeIn } from "../../domain/coded.ts";
import { type AnyDomain, LISTED_VALUES_LIMIT } from "../../domain/domain.ts";
import { closestName } from "../../errors/did-you-mean.ts";
import { synodError } from "../../errors/errors.ts";
import { type AnyContainer, isContainer, type Schema } from "../../state/field.ts";
import { copyInto } from "../../state/strict.ts";
import type { Kind, Message } from "./kinds.ts";
import { sealer } from "./sealed.ts";
import { type Fields, post } from "./transport.ts";

export interface Stage {
  state: Fields;
  self: unknown;
  /** The message being received. */
  message: Message | null;
  /** Whether an effect is running, and whether it may have changed the row by now. */
  acting: boolean;
  changed: boolean;
}

/** Whether a message of the kind has expired for the process on stage; null: the kind does not expire. */
export type HasExpired = ((message: Message) => boolean) | null;

export function emptyStage(): Stage {
  return { state: {}, self: null, message: null, acting: false, changed: false };
}

/** The row of the process on stage. Whoever gets hold of a collection is taken to change it. */
export function rowOf(stage: Stage, role: string, schema: Schema): object {
  const row = {};
  for (const [name, field] of Object.entries(schema)) {
    const key = `${role}.${name}`;
    const get = () => stage.state[key].get(stage.self);
    const getCollection = () => {
      stage.changed = true;
      return get();
    };
    const set = (value: unknown) => {
      stage.changed = true;
      room.assignments++;
      stage.state[key].set(stage.self, value);
    };
    const copy = (value: unknown) => {
      if (isContainer(field)) copyInto(getCollection(), value, assignedTo(role, name, field.kind));
      room.assignments++;
    };
    Object.defineProperty(row, name, {
      enumerable: true,
      ...(isContainer(field) ? { get: getCollection, set: copy } : { get, set }),
    });
  }
  return sealer(`the row of ${role}`, "field")(row);
}

function assignedTo(role: string, name: string, kind: AnyContainer["kind"]) {
  return { place: `the field ${name} of the row of ${role}`, written: `row.${name}`, kind };
}

/** The same, to look at only. */
export function readRowOf(stage: Stage, role: string, schema: Schema): object {
  const row = {};
  for (const name of Object.keys(schema)) {
    const key = `${role}.${name}`;
    Object.defineProperty(row, name, { enumerable: true, get: () => stage.state[key].get(stage.self) });
  }
  return sealer(`the row of ${role}`, "field")(Object.freeze(row));
}

/** One method per kind that may be sent. `mayLose`: whether what finds no room may be lost where that is declared. */
export function senderOf(stage: Stage, rule: string, kinds: readonly Kind[], mayLose = true): object {
  const sends = kinds.map((kind) => {
    const send = (content: object) => post(kind, stage.state, stage.self, content, mayLose);
    return [kind.name, send] as const;
  });
  return sealer(`${rule} may not send that: \`send\``, "kind")(Object.fromEntries(sends));
}

/** One view per kind that may be looked up. */
export function inboxOf(
  stage: Stage,
  rule: string,
  kinds: readonly Kind[],
  expiry: (kind: Kind) => HasExpired,
): object {
  const views = kinds.map((kind) => {
    if (kind.network.kind !== "set") return [kind.name, null] as const;
    return [kind.name, Object.freeze(kindInbox(stage, kind, sightOf(stage, rule, expiry(kind))))] as const;
  });
  const known = Object.fromEntries(views.filter(([, view]) => view !== null));
  return sealer(`${rule} may not look that up: \`inbox\``, "kind of a set network")(known);
}

/**
 * Whether a message is shown: not when it has expired. An effect that has changed its row would be told what has expired
 * by the new one, and might see a message in between that was hidden before: so it must look first.
 */
function sightOf(stage: Stage, rule: string, expired: HasExpired): (message: Message) => boolean {
  if (expired === null) return () => true;
  return (message) => {
    if (stage.acting && stage.changed)
      throw insist(
        synodError("out-of-sight", {
          place: rule,
          problem: "looks for messages that expire after it has touched its row, which says what has expired",
        }),
      );
    return !expired(message);
  };
}

/** Above so many candidates, the messages that are there are gone through instead. */
const LISTED_CANDIDATES = 2 ** 12;

function kindInbox(stage: Stage, kind: Kind, isShown: (message: Message) => boolean) {
  const { message, field, broadcast } = kind;
  const fields: readonly (readonly [string, AnyDomain])[] =
    message.structure.kind === "record" ? message.structure.fields : [];
  const names = fields.map(([name]) => name);
  const own = (content: object) => (broadcast ? content : { ...content, to: stage.self });
  const listed = new Map<string, readonly unknown[]>();

  const candidates = (wanted: Readonly<Record<string, unknown>>): readonly unknown[] | null => {
    const codes = fields.map(([name, domain]) => (Object.hasOwn(wanted, name) ? domain.encode(wanted[name]) : null));
    if (codes.includes(-1)) return [];
    // Of more than can be counted there is no code to remember them by.
    if (!Number.isFinite(message.size)) return null;
    const key = codes.join();
    let found = listed.get(key);
    if (found === undefined) {
      const size = codes.reduce((product: number, code, at) => product * (code === null ? fields[at]![1].size : 1), 1);
      if (size > LISTED_CANDIDATES) return null;
      found = combinations(fields, codes).map((values) => message(values));
      listed.set(key, found);
    }
    return found;
  };

  const matching = (content: object): readonly unknown[] => {
    const wanted = own(content) as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(wanted)) if (!names.includes(name)) throw noSuchField(kind, name, names);
    const sent = stage.state[field];
    const listedHere = candidates(wanted);
    if (listedHere !== null) {
      const found = listedHere.filter((each) => sent.has(each) && isShown(each as Message));
      // Of a domain that is not kept whole, those that are listed are of another run: as this one's own (domain.ts).
      return message.size > LISTED_VALUES_LIMIT ? found.map((each) => message.decode(message.encode(each))) : found;
    }
    return [...sent].filter(
      (each: Message) =>
        each.kind === kind.name &&
        fields.every(
          ([name, domain]) =>
            !Object.hasOwn(wanted, name) || codeIn(domain, each[name]) === codeIn(domain, wanted[name]),
        ) &&
        isShown(each),
    );
  };
  /** Those with the fields, if any are given, of which the test is true, if there is one. */
  const chosen = (method: string, first: unknown, second: unknown): readonly unknown[] => {
    const isTest = typeof first === "function";
    const found = matching(isTest ? {} : ((first as object | undefined) ?? {}));
    const test = isTest ? first : second;
    return test === undefined ? found : found.filter(testOf(`inbox.${kind.name}.${method}`, test));
  };

  const inbox = {
    has: (content: object) => {
      const made = message(own(content));
      return stage.state[field].has(made) && isShown(made);
    },
    filter: (fields?: unknown, test?: unknown) => chosen("filter", fields, test),
  };
  if (kind.anonymous) return inbox;
  const from = (fields?: unknown, test?: unknown) =>
    new Set(chosen("from", fields, test).map((each) => kind.senders.encode((each as Message).from))).size;
  return { ...inbox, from };
}

function noSuchField(kind: Kind, name: string, names: readonly string[]): Error {
  const near = closestName(name, names);
  return synodError("unknown-name", {
    place: `the messages of kind ${kind.name}`,
    problem: `have no field "${name}" to filter by; they have ${names.length === 0 ? "none" : names.join(", ")}`,
    remedy: near === undefined ? "name fields that the kind declares" : `did you mean "${near}"?`,
  });
}

/** Every choice of values for the fields whose code is null, in the order of the domain. */
function combinations(
  fields: readonly (readonly [string, AnyDomain])[],
  codes: readonly (number | null)[],
): Record<string, unknown>[] {
  let all: Record<string, unknown>[] = [{}];
  fields.forEach(([name, domain], at) => {
    const code = codes[at] as number | null;
    const values = code === null ? domain.values : [domain.decode(code)];
    all = all.flatMap((some) => values.map((value: unknown) => ({ ...some, [name]: value })));
  });
  return all;
}

/** What contexts have besides the bound values; a guard's lacks the last three. */
export interface Handed {
  readonly inbox: object;
  readonly send: object;
  readonly record: object;
  /** null: the role has no timers. */
  readonly timer: object | null;
}

/** Makes the second argument of guards and of effects: as many as there are instances, each kept. */
export function contexts(stage: Stage, rule: string, handed: Handed) {
  const guards = sealer(`a guard of ${rule}`, "argument");
  const effects = sealer(rule, "argument");
  const kept = new WeakMap<object, { readonly sight: object; readonly means: object }>();
  return (bound: object, names: readonly string[], self: unknown) => {
    let made = kept.get(bound);
    if (made === undefined) {
      const of = Object.getOwnPropertyDescriptors(bound) as PropertyDescriptorMap;
      const values = Object.fromEntries(names.map((name) => [name, of[name] as PropertyDescriptor]));
      const common = Object.defineProperties({ self, inbox: handed.inbox } as object, {
        ...values,
        message: { enumerable: true, get: () => stage.message ?? noMessage(rule) },
      });
      const means = Object.defineProperties(
        { send: handed.send, record: handed.record, ...(handed.timer !== null && { timer: handed.timer }) },
        Object.getOwnPropertyDescriptors(common),
      );
      made = { sight: guards(common), means: effects(means) };
      kept.set(bound, made);
    }
    return made;
  };
}

function noMessage(rule: string): never {
  throw insist(synodError("out-of-sight", { place: rule, problem: "receives no message" }));
}
