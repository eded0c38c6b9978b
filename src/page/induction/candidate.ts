/**
 * A candidate for a conjunct as it is written on the page: atoms joined by `and`, `or`, `not (...)` and `=>`, which binds least.
 * Not JavaScript: a page's policy lets no text become code, and this much can be clicked together.
 *
 *     yes(from: p1) in sent => status[p1] = prepared or status[p1] = committed
 *
 * What has one of these words in its name is put between backquotes. A candidate can be meant for whoever is named: then it is
 * claimed with the elements of each scalarset exchanged in every way.
 */
import { type AnyDomain, partsOf } from "../../domain/domain.ts";
import { synodError } from "../../errors/errors.ts";
import { forEvery } from "../../model/conjunction.ts";
import type { Model } from "../../model/model.ts";
import type { Property } from "../../model/property.ts";
import { domainsOf } from "../../model/scalarsets.ts";
import type { Schema } from "../../state/field.ts";
import { atomOf, type StatePredicate } from "./atom.ts";
import { type Holder, holdersOf } from "./places.ts";

/** Ways to exchange names that are claimed at once. */
const MOST_WAYS = 5040;

export interface Candidate {
  readonly name: string;
  readonly text: string;
  /** Whether it is meant for whoever is named. */
  readonly everyone: boolean;
}

/** Throws `bad-candidate`. */
export function conjunctOfCandidate(model: Model, { name, text, everyone }: Candidate): Property {
  const holders = holdersOf(model.schema);
  const parsed = new Reading(text, holders).claim();
  const ways = everyone ? exchangesIn(model.schema, parsed.atoms, text) : [new Map<string, string>()];
  const claims = new Map(
    ways.map((way) => {
      const called = [...way].map(([one, other]) => `${one} is ${other}`).join(", ");
      return [called, way.size === 0 ? parsed.holds : new Reading(text, holders, way).claim().holds] as const;
    }),
  );
  const predicate =
    claims.size === 1
      ? ([...claims.values()][0] as StatePredicate)
      : forEvery([...claims.keys()], (way) => claims.get(way) as never);
  return { name, kind: "always", predicate: predicate as Property["predicate"], target: null };
}

/** Whether a text names elements that could be exchanged. */
export function namesElements(model: Model, text: string): boolean {
  return [...elementsOf(model.schema)].some((elements) => elements.some((each) => wordOf([each]).test(text)));
}

/** What `text` says, with names exchanged in its atoms. */
class Reading {
  readonly #text: string;
  readonly #holders: ReadonlyMap<string, Holder>;
  readonly #way: ReadonlyMap<string, string>;
  readonly #atoms: string[] = [];
  #at = 0;

  constructor(text: string, holders: ReadonlyMap<string, Holder>, way: ReadonlyMap<string, string> = new Map()) {
    this.#text = text;
    this.#holders = holders;
    this.#way = way;
  }

  claim(): { readonly holds: StatePredicate; readonly atoms: readonly string[] } {
    const holds = this.#implication();
    if (!/^\s*$/.test(this.#rest())) throw this.#bad("it goes on where it should end");
    return { holds, atoms: this.#atoms };
  }

  #implication(): StatePredicate {
    const from = this.#some();
    if (!this.#takes(/^\s*=>\s*/)) return from;
    const to = this.#implication();
    return (state) => !from(state) || to(state);
  }

  #some(): StatePredicate {
    const parts = [this.#every()];
    while (this.#takes(/^\s+or\s+/)) parts.push(this.#every());
    return parts.length === 1 ? (parts[0] as StatePredicate) : (state) => parts.some((holds) => holds(state));
  }

  #every(): StatePredicate {
    const parts = [this.#one()];
    while (this.#takes(/^\s+and\s+/)) parts.push(this.#one());
    return parts.length === 1 ? (parts[0] as StatePredicate) : (state) => parts.every((holds) => holds(state));
  }

  #one(): StatePredicate {
    if (this.#takes(/^\s*not\s*(?=\()/)) {
      const denied = this.#one();
      return (state) => !denied(state);
    }
    if (this.#takes(/^\s*\(/)) {
      const inside = this.#implication();
      if (!this.#takes(/^\s*\)/)) throw this.#bad("a bracket is not closed");
      return inside;
    }
    return this.#atom();
  }

  #atom(): StatePredicate {
    const quoted = /^\s*`([^`]*)`/.exec(this.#rest());
    if (quoted !== null) this.#at += quoted[0].length;
    const text = (quoted === null ? this.#plainAtom() : (quoted[1] as string)).trim();
    if (text === "") throw this.#bad("something is missing");
    this.#atoms.push(text);
    const way = this.#way;
    return atomOf(
      way.size === 0 ? text : text.replace(wordOf([...way.keys()]), (element) => way.get(element) as string),
      this.#holders,
    );
  }

  /** Up to the next word that joins, outside brackets. */
  #plainAtom(): string {
    const begin = this.#at;
    let depth = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] as string;
      if ("([{".includes(character)) depth++;
      else if (")]}".includes(character)) depth -= 1;
      if (depth < 0) break;
      if (depth === 0 && /^(\s+(and|or)(\s|$)|\s*=>)/.test(this.#rest())) break;
    }
    return this.#text.slice(begin, this.#at);
  }

  #takes(what: RegExp): boolean {
    const found = what.exec(this.#rest());
    if (found !== null) this.#at += found[0].length;
    return found !== null;
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #bad(problem: string): Error {
    const place = this.#at === 0 ? "at the beginning" : `behind \`${this.#text.slice(0, this.#at).slice(-30)}\``;
    return synodError("bad-candidate", {
      text: this.#text,
      problem: `${problem} ${place}`,
      expected: "atoms joined by and, or, not (...) and =>",
    });
  }
}

/** The elements of each scalarset of a state. */
function elementsOf(schema: Schema): readonly (readonly string[])[] {
  const found = new Map<string, AnyDomain>();
  const others = new Set<string>();
  const seen = new Set<AnyDomain>();
  const look = (domain: AnyDomain): void => {
    if (seen.has(domain)) return;
    seen.add(domain);
    if (domain.structure.kind === "scalarset") found.set(domain.structure.name, domain);
    else if (domain.structure.kind === "enumeration") for (const name of domain.structure.names) others.add(name);
    else for (const part of partsOf(domain)) look(part);
  };
  for (const field of Object.values(schema)) for (const domain of domainsOf(field)) look(domain);
  // A name that something else has too would be exchanged where it means that.
  return [...found.values()]
    .map((domain) => domain.values.map(String))
    .filter((elements) => !elements.some((each) => others.has(each)));
}

/** Each way to put elements for those that are named, the first of all leaving them as they are. */
function exchangesIn(schema: Schema, atoms: readonly string[], text: string): readonly ReadonlyMap<string, string>[] {
  let ways: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const elements of elementsOf(schema)) {
    const named = elements.filter((each) => atoms.some((atom) => wordOf([each]).test(atom)));
    if (named.length === 0) continue;
    ways = ways.flatMap((way) => injections(named, elements).map((each) => new Map<string, string>([...way, ...each])));
    if (ways.length > MOST_WAYS)
      throw synodError("bad-candidate", {
        text,
        problem: "it names so many that there are too many ways to exchange them",
        expected: "fewer names, or a claim about those that are named alone",
      });
  }
  return ways;
}

function injections(named: readonly string[], elements: readonly string[]): readonly ReadonlyMap<string, string>[] {
  let all: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const name of named)
    all = all.flatMap((way) => {
      const taken = new Set(way.values());
      return elements.filter((each) => !taken.has(each)).map((each) => new Map([...way, [name, each]]));
    });
  return all;
}

function wordOf(names: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w$])(?:${names.map((each) => each.replace(/[^\w]/g, "\\$&")).join("|")})(?![\\w$])`, "g");
}

const JOINS = /(\s(and|or)\s|=>|`|^\s*(\(|not\s*\())/;

/** An atom as it may stand in a candidate. */
export function quotedAtom(atom: string): string {
  return JOINS.test(atom) && !atom.includes("`") ? `\`${atom}\`` : atom;
}
