/**
 * The least claims there are: what a place has, and whether something is in a collection.
 *
 *     status[p1] = working     status[p1] != working     yes(from: p1) in sent     yes(from: p1) not in sent
 *     log[n1] 2nd = a          (of a sequence; `nothing` where it is shorter)
 */
import { synodError } from "../../errors/errors.ts";
import { ordinal } from "../../why/place-text.ts";
import { codeOfText, contentOf, type Holder, textsOf } from "./places.ts";

/** Of a state as predicates are given it. */
export type StatePredicate = (state: object) => boolean;

/** Throws `bad-candidate`. */
export function atomOf(text: string, holders: ReadonlyMap<string, Holder>): StatePredicate {
  const membership = splits(text, / (not in|in) /g).find(({ right }) => isCollection(holders.get(right)));
  if (membership !== undefined) {
    const holder = holders.get(membership.right) as Holder;
    return memberAtom(holder, membership.left, membership.by === "in", text);
  }
  for (const { left, by, right } of splits(text, / (!=|=) /g)) {
    const isSo = by === "=";
    const holder = holders.get(left);
    if (holder?.kind === "value") return valueAtom(holder, right, isSo, text);
    const item = /^(.*) (\d+)(?:st|nd|rd|th)$/.exec(left);
    const sequence = item === null ? undefined : holders.get(item[1] as string);
    if (item !== null && sequence?.kind === "sequence")
      return itemAtom(sequence, Number(item[2]) - 1, right, isSo, text);
  }
  throw synodError("bad-candidate", {
    text,
    problem: "it is about no place of the state",
    expected: `\`PLACE = VALUE\`, \`PLACE != VALUE\`, \`MEMBER in PLACE\` or \`MEMBER not in PLACE\`, where places are ${[...holders.keys()].slice(0, 6).join(", ")}${holders.size > 6 ? ", ..." : ""}`,
  });
}

/** What a fact of a state is as such a text. `holder`, `member`, `index` as the place has them; `value`: what is there. */
export function atomText(place: {
  readonly kind: "value" | "member" | "item";
  readonly holder: string;
  readonly member: string;
  readonly index: number;
  readonly value: string;
}): string {
  const { kind, holder, member, index, value } = place;
  if (kind === "member") return `${member} ${value === "false" || value === "0" ? "not in" : "in"} ${holder}`;
  return kind === "item" ? `${holder} ${ordinal(index + 1)} = ${value}` : `${holder} = ${value}`;
}

const DENIALS: Readonly<Record<string, string>> = { "not in": "in", in: "not in", "=": "!=", "!=": "=" };

/** The same, denied; where more than one of the words stands in it, as a whole. */
export function deniedAtom(text: string): string {
  const words = [...text.matchAll(/ (not in|in|!=|=) /g)];
  if (words.length !== 1) return `not (\`${text}\`)`;
  return text.replace(/ (not in|in|!=|=) /, (_, word: string) => ` ${DENIALS[word]} `);
}

function valueAtom(holder: Holder, value: string, isSo: boolean, text: string): StatePredicate {
  const { domain } = holder;
  const code = codeFor(holder, value, text);
  return (state) => (domain.encode(contentOf(holder, state)) === code) === isSo;
}

function itemAtom(holder: Holder, index: number, value: string, isSo: boolean, text: string): StatePredicate {
  const { domain } = holder;
  const code = value === "nothing" ? -1 : codeFor(holder, value, text);
  return (state) => {
    const content = contentOf(holder, state) as { readonly length: number; at(index: number): unknown };
    return (content.length <= index ? code === -1 : domain.encode(content.at(index)) === code) === isSo;
  };
}

function memberAtom(holder: Holder, member: string, isIn: boolean, text: string): StatePredicate {
  const value = holder.domain.decode(codeFor(holder, member, text));
  if (holder.kind === "sequence")
    return (state) => (contentOf(holder, state) as { includes(value: unknown): boolean }).includes(value) === isIn;
  return (state) => (contentOf(holder, state) as { has(value: unknown): boolean }).has(value) === isIn;
}

function codeFor({ domain }: Holder, value: string, text: string): number {
  const code = codeOfText(domain, value);
  if (code !== null) return code;
  throw synodError("bad-candidate", {
    text,
    problem: `there is no ${value} there`,
    expected: `one of ${textsOf(domain).join(", ")}${domain.size > 6 ? ", ..." : ""}`,
  });
}

function isCollection(holder: Holder | undefined): boolean {
  return holder !== undefined && holder.kind !== "value";
}

interface Split {
  readonly left: string;
  readonly by: string;
  readonly right: string;
}

/** At each place where the words stand. */
function splits(text: string, words: RegExp): readonly Split[] {
  return [...text.matchAll(words)].map((match) => ({
    left: text.slice(0, match.index).trim(),
    by: match[1] as string,
    right: text.slice(match.index + match[0].length).trim(),
  }));
}
