/** A candidate as facts are clicked together: `not (...)` of all, or those under `if` and what must not be so then. */
import { deniedAtom } from "./atom.ts";
import { quotedAtom } from "./candidate.ts";

export interface Clicked {
  readonly atom: string;
  readonly as: "if" | "then";
}

export function draftText(clicked: readonly Clicked[]): string {
  const under = (as: Clicked["as"]) => clicked.filter((each) => each.as === as).map(({ atom }) => atom);
  const [premises, conclusions] = [under("if").map(quotedAtom), under("then").map((atom) => denied(atom))];
  const [first] = under("if");
  if (conclusions.length === 0) {
    if (first === undefined) return "";
    return premises.length === 1 ? denied(first) : `not (${premises.join(" and ")})`;
  }
  const then = conclusions.join(" and ");
  return premises.length === 0 ? then : `${premises.join(" and ")} => ${then}`;
}

/** A name that nothing has: of two conjuncts of one name one would be left out. `named`: the words, with a number. */
export function freshName(named: (at: number) => string, taken: readonly string[]): string {
  let at = 1;
  while (taken.includes(named(at))) at++;
  return named(at);
}

/** The same fact under the same word is taken away, under another put there. */
export function clicking(clicked: readonly Clicked[], atom: string, as: Clicked["as"]): readonly Clicked[] {
  const before = clicked.find((each) => each.atom === atom);
  if (before === undefined) return [...clicked, { atom, as }];
  if (before.as === as) return clicked.filter((each) => each !== before);
  return clicked.map((each) => (each === before ? { atom, as } : each));
}

/** A denial of a whole is quoted inside already. */
function denied(atom: string): string {
  const text = deniedAtom(atom);
  return text.startsWith("not (") ? text : quotedAtom(text);
}
