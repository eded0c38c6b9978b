/**
 * Values laid out by parts. A domain with more values than one slot can number is *spread* over a fixed number of slots,
 * each with a small code:
 *
 *     record, tuple     the parts one after the other
 *     optional          whether there is a value, and its parts
 *     union             which case, and the parts of every case
 *     list              how much longer than the shortest, and the items
 *     subset            a bit for every value, the last one first; or the members, the last one first, where that is smaller.
 *                       Renaming elements of scalarsets would put those in another order: if values mention some, members
 *                       are listed only where bits are too many, and the elements are not renamed (`areInOrder`)
 *
 * A part that can be numbered is one slot. Parts that are there only sometimes have one code more, for *absent*, so that the
 * meaning of a code never depends on another slot, and renaming elements of scalarsets goes slot by slot. That code is 0,
 * and the others one more than the domain's; or, for the parts of a union's first case, it is the last one, since the first
 * value is to be all zeros. Laws: equal values have equal codes, the first value zeros; and the codes of values, compared
 * slot by slot from the first on, are in the order of the domain.
 */
import { synodError } from "../errors/errors.ts";
import { thresholds } from "../thresholds.ts";
import { type AnyDomain, assemblyOf, type DomainStructure, partsOf, valueByKey } from "./domain.ts";
import { listStarts } from "./numbering.ts";

/** What is in one slot. */
export interface SpreadSlot {
  /** The number of codes. */
  readonly size: number;
  /** The domain whose codes it holds; null: it says which parts there are, and mentions nothing. */
  readonly domain: AnyDomain | null;
  /** The code in the slot is the domain's plus this: 1 where 0 stands for a part that is not there. */
  readonly offset: 0 | 1;
  /** Its place is that of a key among others, this code of this domain, so many slots for one more; null: it is its own. */
  readonly key: { readonly domain: AnyDomain; readonly code: number; readonly weight: number } | null;
}

/** Where codes come from: a state's slots. */
export interface SlotSource {
  read(slot: number): number;
}

/** Whether a domain has more values than codes in one slot tell apart, so that they take several slots in a state. */
export function isSpread(domain: AnyDomain): boolean {
  return domain.size > thresholds.numberedValues && canBeSpread(domain);
}

/** Not sets of so many at least: the first one would not be all zeros. */
function canBeSpread({ structure }: AnyDomain): boolean {
  return HAVE_PARTS.has(structure.kind) && (structure.kind !== "subset" || structure.min === 0);
}

const HAVE_PARTS: ReadonlySet<DomainStructure["kind"]> = new Set([
  "optional",
  "record",
  "tuple",
  "union",
  "one-of",
  "list",
  "subset",
]);

/** No values take more, whatever they are for; a state has fewer (state/layout.ts). */
const MOST_SLOTS = 2 ** 20;

/** How many slots a domain takes that is laid out by parts, counted without making them. */
export function slotsOf(domain: AnyDomain): number {
  const counted = new Map<AnyDomain, number>();
  const count = (part: AnyDomain): number => {
    let slots = counted.get(part);
    if (slots === undefined) {
      slots = isSpread(part) ? countOf(part, count) : 1;
      counted.set(part, slots);
    }
    return slots;
  };
  return countOf(domain, count);
}

function countOf(domain: AnyDomain, count: (part: AnyDomain) => number): number {
  const { structure } = domain;
  const all = (parts: readonly AnyDomain[]) => parts.reduce((sum, part) => sum + count(part), 0);
  switch (structure.kind) {
    case "optional":
      return 1 + count(structure.inner);
    case "record":
      return all(partsOf(domain));
    case "tuple":
      return structure.keys === null ? all(structure.members) : structure.members.length;
    case "union":
    case "one-of":
      return 1 + all(partsOf(domain));
    case "list":
      return 1 + structure.max * count(structure.element);
    case "subset":
      return isListed(structure) ? structure.max : structure.element.size;
    default:
      return 1;
  }
}

/** Whether what a domain mentions stands in slots whose order it decides: renamed, it would have to be sorted again. */
export function areInOrder(domain: AnyDomain): boolean {
  const { structure } = domain;
  return structure.kind === "subset" && isSpread(domain) && isListed(structure) && mentionsScalarset(domain);
}

/** Whether a part is there: always; or it is absent as code 0, or as the last code. */
type Presence = "always" | "zero if absent" | "last if absent";

/** How a domain is laid out by parts. `guarded`: as a part that may not be there. */
export class Spread {
  readonly domain: AnyDomain;
  readonly slots: readonly SpreadSlot[];
  readonly #node: Node;
  readonly #codes: Int32Array;

  constructor(domain: AnyDomain, guarded: boolean) {
    this.domain = domain;
    const slots = slotsOf(domain);
    if (slots > MOST_SLOTS)
      throw synodError("domain-too-large", {
        domain: domain.label,
        size: Math.min(slots, Number.MAX_VALUE),
        limit: MOST_SLOTS,
        counts: "places",
      });
    this.#node = nodeOf(domain, guarded ? "zero if absent" : "always", true);
    this.slots = this.#node.slots;
    this.#codes = new Int32Array(this.slots.length);
  }

  /** The codes of a value, valid until the next call; null: it is not in the domain. */
  encode(value: unknown): Int32Array | null {
    if (this.domain.encode(value) < 0) return null;
    this.#codes.fill(0);
    this.#node.write(value, this.#codes, 0);
    return this.#codes;
  }

  /** The interned value whose codes are in the slots from `slot` on. What is not there is not looked at. */
  read(source: SlotSource, slot: number): unknown {
    this.#codes.fill(0);
    this.#node.fetch(source, slot, this.#codes, 0);
    return this.#node.value(this.#codes, 0);
  }

  /** The same in two: the slots are read now, the value is made when it is asked for. */
  peek(source: SlotSource, slot: number): () => unknown {
    const codes = new Int32Array(this.slots.length);
    this.#node.fetch(source, slot, codes, 0);
    return () => this.#node.value(codes, 0);
  }

  /** The same as what tells it from other values: its code where it has one, a text otherwise. */
  readCode(source: SlotSource, slot: number): number | string {
    this.#codes.fill(0);
    this.#node.fetch(source, slot, this.#codes, 0);
    return this.#node.isCounted ? this.#node.code(this.#codes, 0) : keyOf(this.#node, this.#codes);
  }

  /** The code of a value of the domain, or a text that tells it from others; they are in the domain's order. */
  codeOf(value: unknown): number | string {
    const code = this.domain.encode(value);
    if (code !== Number.POSITIVE_INFINITY) return code;
    return keyOf(this.#node, this.encode(value) as Int32Array);
  }

  /** The interned value with these codes. */
  decode(codes: Int32Array): unknown {
    return this.#node.value(codes, 0);
  }

  /** The codes of what `codeOf` told from others. */
  codesOf(text: string): Int32Array {
    this.#codes.fill(0);
    this.#node.parse(new Digits(text), this.#codes, 0);
    return this.#codes;
  }
}

/** One for each domain and use, since they are asked for again and again. */
const known = new WeakMap<AnyDomain, Map<string, Spread>>();

export function spreadOf(domain: AnyDomain, guarded = false): Spread {
  const key = `${guarded} ${thresholds.numberedValues} ${thresholds.movedMembers}`;
  let spreads = known.get(domain);
  if (spreads === undefined) {
    spreads = new Map();
    known.set(domain, spreads);
  }
  let spread = spreads.get(key);
  if (spread === undefined) {
    spread = new Spread(domain, guarded);
    spreads.set(key, spread);
  }
  return spread;
}

/** The value of the domain that is equal to this one and identical with all that are, be they read from a state or made. */
export function internedValue(domain: AnyDomain, value: unknown): unknown {
  const code = domain.encode(value);
  if (Number.isFinite(code)) return domain.decode(code);
  const spread = spreadOf(domain);
  return spread.decode((spread.encode(value) as Int32Array).slice());
}

interface Node {
  readonly slots: readonly SpreadSlot[];
  /** Whether its values have codes. */
  readonly isCounted: boolean;
  /** Writes the codes of a value of the domain into zeros. */
  write(value: unknown, into: Int32Array, at: number): void;
  /** Writes the codes of no value into zeros. */
  absent(into: Int32Array, at: number): void;
  /** Copies the codes of what is there. */
  fetch(source: SlotSource, slot: number, into: Int32Array, at: number): void;
  /** The domain's code, of a domain whose values have some. */
  code(from: Int32Array, at: number): number;
  /** The interned value. */
  value(from: Int32Array, at: number): unknown;
  /** Adds what tells the value from others, for as much as is there. */
  tell(from: Int32Array, at: number, digits: number[]): void;
  /** Writes the codes again that were told. */
  parse(digits: Digits, into: Int32Array, at: number): void;
}

/** What was told, digit by digit: two characters each, so that texts are in the order of the values. */
class Digits {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
  }
  next(): number {
    const digit = this.#text.charCodeAt(this.#at) * 2 ** 16 + this.#text.charCodeAt(this.#at + 1);
    this.#at += 2;
    return digit;
  }
}

function keyOf(node: Node, from: Int32Array, at = 0): string {
  const digits: number[] = [];
  node.tell(from, at, digits);
  return String.fromCharCode(...digits.flatMap((digit) => [digit >>> 16, digit & 0xffff]));
}

function nodeOf(domain: AnyDomain, presence: Presence, isWhole = false): Node {
  const { structure } = domain;
  if (!isWhole && !isSpread(domain)) return numbered(domain, presence, null);
  switch (structure.kind) {
    case "optional":
      return optionalNode(domain, structure.inner);
    case "record":
      return fieldsNode(domain, structure.fields, presence);
    case "tuple":
      return tupleNode(domain, structure, presence);
    case "union":
      return casesNode(
        domain,
        structure.cases.map(([, each]) => each),
        presence,
      );
    case "one-of":
      return casesNode(domain, structure.parts, presence);
    case "list":
      return listNode(domain, structure, presence);
    case "subset":
      return subsetNode(domain, structure);
    default:
      return numbered(domain, presence, null);
  }
}

/** A value by its code. */
function numbered(domain: AnyDomain, presence: Presence, key: SpreadSlot["key"]): Node {
  const offset = presence === "zero if absent" ? 1 : 0;
  const size = domain.size + (presence === "always" ? 0 : 1);
  return {
    slots: [{ size, domain, offset, key }],
    isCounted: true,
    write: (value, into, at) => {
      into[at] = domain.encode(value) + offset;
    },
    absent: (into, at) => {
      if (presence === "last if absent") into[at] = domain.size;
    },
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
    },
    code: (from, at) => (from[at] as number) - offset,
    value: (from, at) => domain.decode((from[at] as number) - offset),
    tell: (from, at, digits) => {
      digits.push((from[at] as number) - offset);
    },
    parse: (digits, into, at) => {
      into[at] = digits.next() + offset;
    },
  };
}

/** A slot that says which parts there are. */
function selector(size: number): SpreadSlot {
  return { size, domain: null, offset: 0, key: null };
}

/** How the value of a domain is found: by its code, or by what tells it from others. */
function foundValue(domain: AnyDomain, node: Pick<Node, "code" | "tell">, build: Node["value"]): Node["value"] {
  if (Number.isFinite(domain.size)) return (from, at) => domain.decode(node.code(from, at));
  return (from, at) => {
    const key = keyOf(node as Node, from, at);
    return isFirst(key) ? domain.decode(0) : valueByKey(domain, key, () => build(from, at));
  };
}

/** Whether a key is that of the first value, which a domain has without being asked for it. */
function isFirst(key: string): boolean {
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) !== 0) return false;
  return true;
}

/** Parts one behind the other. */
function partsNode(domain: AnyDomain, parts: readonly Node[], partIn: (value: unknown, part: number) => unknown): Node {
  const starts: number[] = [];
  let count = 0;
  for (const { slots } of parts) {
    starts.push(count);
    count += slots.length;
  }
  const sizes = sizesOf(domain);
  const each = (visit: (node: Node, start: number, part: number) => void) => {
    for (let part = 0; part < parts.length; part++) visit(parts[part] as Node, starts[part] as number, part);
  };
  const node: Omit<Node, "value"> = {
    slots: parts.flatMap(({ slots }) => slots),
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      each((part, start, which) => {
        part.write(partIn(value, which), into, at + start);
      });
    },
    absent: (into, at) => {
      each((part, start) => {
        part.absent(into, at + start);
      });
    },
    fetch: (source, slot, into, at) => {
      each((part, start) => {
        part.fetch(source, slot + start, into, at + start);
      });
    },
    code: (from, at) => {
      let code = 0;
      each((part, start, which) => {
        code = code * (sizes[which] as number) + part.code(from, at + start);
      });
      return code;
    },
    tell: (from, at, digits) => {
      each((part, start) => {
        part.tell(from, at + start, digits);
      });
    },
    parse: (digits, into, at) => {
      each((part, start) => {
        part.parse(digits, into, at + start);
      });
    },
  };
  const assemble = assemblyOf(domain);
  const build: Node["value"] = (from, at) =>
    assemble(parts.map((part, which) => part.value(from, at + (starts[which] as number))));
  return { ...node, value: foundValue(domain, node, build) };
}

/** The sizes of a record's or tuple's parts. */
function sizesOf({ structure }: AnyDomain): readonly number[] {
  if (structure.kind === "record") return structure.fields.map(([, { size }]) => size);
  return structure.kind === "tuple" ? structure.members.map(({ size }) => size) : [];
}

function fieldsNode(domain: AnyDomain, fields: readonly (readonly [string, AnyDomain])[], presence: Presence): Node {
  const parts = fields.map(([, part]) => nodeOf(part, presence));
  return partsNode(domain, parts, (value, part) => {
    const [name] = fields[part] as readonly [string, AnyDomain];
    return (value as Readonly<Record<string, unknown>>)[name];
  });
}

/** Of one with a place per key, the place of a part is the key's. */
function tupleNode(
  domain: AnyDomain,
  { members, keys }: Extract<DomainStructure, { kind: "tuple" }>,
  presence: Presence,
): Node {
  const parts = members.map((member, code) =>
    keys === null ? nodeOf(member, presence) : numbered(member, presence, { domain: keys, code, weight: 1 }),
  );
  return partsNode(domain, parts, (value, part) => (value as readonly unknown[])[part]);
}

function optionalNode(domain: AnyDomain, inner: AnyDomain): Node {
  const part = nodeOf(inner, "zero if absent");
  const node: Omit<Node, "value"> = {
    slots: [selector(2), ...part.slots],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      if (value === null) return;
      into[at] = 1;
      part.write(value, into, at + 1);
    },
    absent: () => {},
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
      if (into[at] === 1) part.fetch(source, slot + 1, into, at + 1);
    },
    code: (from, at) => (from[at] === 1 ? part.code(from, at + 1) + 1 : 0),
    tell: (from, at, digits) => {
      digits.push(from[at] as number);
      if (from[at] === 1) part.tell(from, at + 1, digits);
    },
    parse: (digits, into, at) => {
      into[at] = digits.next();
      if (into[at] === 1) part.parse(digits, into, at + 1);
    },
  };
  const build: Node["value"] = (from, at) => (from[at] === 1 ? part.value(from, at + 1) : null);
  return { ...node, value: Number.isFinite(domain.size) ? foundValue(domain, node, build) : build };
}

/** One of several: which, and the parts of each. */
function casesNode(domain: AnyDomain, cases: readonly AnyDomain[], presence: Presence): Node {
  const firstPresence = presence === "zero if absent" ? presence : "last if absent";
  const parts = cases.map((each, at) => nodeOf(each, at === 0 ? firstPresence : "zero if absent"));
  const first = parts[0] as Node;
  const starts: number[] = [];
  let count = 1;
  for (const { slots } of parts) {
    starts.push(count);
    count += slots.length;
  }
  const codes: number[] = [];
  let size = 0;
  for (const each of cases) {
    codes.push(size);
    size += each.size;
  }
  const startOf = (which: number) => starts[which] as number;
  const node: Omit<Node, "value"> = {
    slots: [selector(cases.length), ...parts.flatMap(({ slots }) => slots)],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      const which = cases.findIndex((each) => each.encode(value) >= 0);
      into[at] = which;
      (parts[which] as Node).write(value, into, at + startOf(which));
      if (which > 0) first.absent(into, at + 1);
    },
    absent: (into, at) => {
      first.absent(into, at + 1);
    },
    fetch: (source, slot, into, at) => {
      const which = source.read(slot);
      into[at] = which;
      (parts[which] as Node).fetch(source, slot + startOf(which), into, at + startOf(which));
    },
    code: (from, at) => {
      const which = from[at] as number;
      return (codes[which] as number) + (parts[which] as Node).code(from, at + startOf(which));
    },
    tell: (from, at, digits) => {
      const which = from[at] as number;
      digits.push(which);
      (parts[which] as Node).tell(from, at + startOf(which), digits);
    },
    parse: (digits, into, at) => {
      const which = digits.next();
      into[at] = which;
      (parts[which] as Node).parse(digits, into, at + startOf(which));
      if (which > 0) first.absent(into, at + 1);
    },
  };
  const build: Node["value"] = (from, at) => {
    const which = from[at] as number;
    return (parts[which] as Node).value(from, at + startOf(which));
  };
  return { ...node, value: Number.isFinite(domain.size) ? foundValue(domain, node, build) : build };
}

type ListStructure = Extract<DomainStructure, { kind: "list" }>;

/** The items that every list has are there when the list is. */
function listNode(domain: AnyDomain, { element, min, max }: ListStructure, presence: Presence): Node {
  const always = nodeOf(element, presence);
  const later = nodeOf(element, "zero if absent");
  const width = always.slots.length;
  const itemAt = (at: number) => (at < min ? always : later);
  const lengthIn = (from: Int32Array, at: number) => min + (from[at] as number);
  const each = (count: number, at: number, visit: (node: Node, at: number, item: number) => void) => {
    for (let item = 0; item < count; item++) visit(itemAt(item), at + 1 + item * width, item);
  };
  const starts = listStarts(element.size, min, max);
  const node: Omit<Node, "value"> = {
    slots: [selector(max - min + 1), ...Array.from({ length: max }, (_, item) => itemAt(item).slots).flat()],
    isCounted: Number.isFinite(domain.size),
    write: (value, into, at) => {
      const items = value as readonly unknown[];
      into[at] = items.length - min;
      each(items.length, at, (part, to, item) => {
        part.write(items[item], into, to);
      });
    },
    absent: (into, at) => {
      each(min, at, (part, to) => {
        part.absent(into, to);
      });
    },
    fetch: (source, slot, into, at) => {
      into[at] = source.read(slot);
      each(lengthIn(into, at), at, (part, to) => {
        part.fetch(source, slot + to - at, into, to);
      });
    },
    code: (from, at) => {
      let code = 0;
      each(lengthIn(from, at), at, (part, to) => {
        code = code * element.size + part.code(from, to);
      });
      return (starts[from[at] as number] as number) + code;
    },
    tell: (from, at, digits) => {
      digits.push(from[at] as number);
      each(lengthIn(from, at), at, (part, to) => {
        part.tell(from, to, digits);
      });
    },
    parse: (digits, into, at) => {
      into[at] = digits.next();
      each(lengthIn(into, at), at, (part, to) => {
        part.parse(digits, into, to);
      });
    },
  };
  const assemble = assemblyOf(domain);
  const build: Node["value"] = (from, at) => {
    const items: unknown[] = [];
    each(lengthIn(from, at), at, (part, to) => {
      items.push(part.value(from, to));
    });
    return assemble(items);
  };
  return { ...node, value: foundValue(domain, node, build) };
}

type SubsetStructure = Extract<DomainStructure, { kind: "subset" }>;

/** The last value first, as in the numbers of sets, where it is worth most. No set looks like the empty one, which is zeros. */
function subsetNode(domain: AnyDomain, { element, max }: SubsetStructure): Node {
  const { size } = element;
  const listed = isListed(domain.structure as SubsetStructure);
  const slots: SpreadSlot[] = listed
    ? Array.from({ length: max }, () => ({ size: size + 1, domain: element, offset: 1, key: null }))
    : Array.from({ length: size }, (_, at) => {
        const key = { domain: element, code: size - 1 - at, weight: -1 };
        return { size: 2, domain: null, offset: 0, key };
      });
  /** The codes of the members, ascending. */
  const membersIn = (from: Int32Array, at: number): number[] => {
    const members: number[] = [];
    for (let slot = slots.length - 1; slot >= 0; slot--) {
      const found = from[at + slot] as number;
      if (found > 0) members.push(listed ? found - 1 : size - 1 - slot);
    }
    return members;
  };
  const put = (members: readonly number[], into: Int32Array, at: number) => {
    for (let nth = 0; nth < members.length; nth++) {
      const member = members[nth] as number;
      if (listed) into[at + members.length - 1 - nth] = member + 1;
      else into[at + size - 1 - member] = 1;
    }
  };
  const assemble = assemblyOf(domain);
  const value: Node["value"] = (from, at) => assemble(membersIn(from, at));
  return {
    slots,
    isCounted: Number.isFinite(domain.size),
    write: (set, into, at) => {
      const members: number[] = [];
      for (const member of set as Iterable<unknown>) members.push(element.encode(member));
      put(
        members.sort((one, other) => one - other),
        into,
        at,
      );
    },
    absent: () => {},
    fetch: (source, slot, into, at) => {
      for (let part = 0; part < slots.length; part++) {
        into[at + part] = source.read(slot + part);
        if (listed && into[at + part] === 0) return;
      }
    },
    code: (from, at) => domain.encode(value(from, at)),
    value,
    tell: (from, at, digits) => {
      // In the order of sets: the last members first, and a set after those that have fewer besides.
      for (const member of membersIn(from, at).reverse()) digits.push(member + 1);
      digits.push(0);
    },
    parse: (digits, into, at) => {
      const members: number[] = [];
      for (let digit = digits.next(); digit > 0; digit = digits.next()) members.push(digit - 1);
      put(members.reverse(), into, at);
    },
  };
}

function isListed({ element, max }: SubsetStructure): boolean {
  const { size } = element;
  return max * bitsFor(size + 1) < size && (size > thresholds.movedMembers || !mentionsScalarset(element));
}

function mentionsScalarset(domain: AnyDomain): boolean {
  return domain.structure.kind === "scalarset" || partsOf(domain).some(mentionsScalarset);
}

/** Bits that hold `size` different codes. */
function bitsFor(size: number): number {
  return size <= 1 ? 0 : size > 2 ** 32 ? Math.ceil(Math.log2(size)) : 32 - Math.clz32(size - 1);
}
