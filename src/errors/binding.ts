/** What can be wrong with what a name in `for` is bound to, and what each of that likely came from and asks for. */

/** A binding that cannot be used. */
export interface BadBinding {
  readonly binding: string;
  readonly problem: string;
  /** Whether it is its name that cannot be. */
  readonly isTaken?: boolean;
  /** What of it is wrong; absent: what it is bound to is nothing that can be ranged over. */
  readonly slip?: BindingSlip;
}

/** Kinds of mistakes with bindings: by what mends them. */
export type BindingSlip = keyof typeof SLIPS;

const SLIPS = {
  unnamed: {
    likelyCause: "`for` is an object: names, each bound to what is ranged over",
    remedy: "write `for: { name: domain }`",
  },
  computed: {
    likelyCause: "what to range over was to be computed from the state",
    remedy: "range over all values, or over members(...) of a collection, and choose among them in `when`",
  },
  collection: {
    likelyCause: "a collection stands where a domain, or what is in the collection, is due",
    remedy: "write members(...) around a set or bag, entries(...) around a sequence or map",
  },
  initial: {
    likelyCause: "`init` makes the first states, and ranges over domains only",
    remedy:
      "for some of a domain's values bind a name to subset(domain), for a value for each of several keys bind several names; fill the collection from them in `do`, and choose in `when`",
  },
  stray: {
    likelyCause: "the collection was made anew, as set(...) does each time, or is another one than the state has",
    remedy: "make it once, put it in the state under one name, and range over the same one: members(state.field)",
  },
  shared: {
    likelyCause: "one collection was declared, and put in the state under several names",
    remedy: "make a collection of its own for each field",
  },
  inside: {
    likelyCause: "the map has a collection for each key, and which of them is meant is not said",
    remedy: "bind the key before, and name that binding in at(...)",
  },
  key: {
    likelyCause: "at(...) is given names of bindings that stand before it, one for each map, whose values are its keys",
    remedy: "bind the key first, to the domain that the map is made with, and give at(...) its name",
  },
  kind: {
    likelyCause: "members(...) is of sets and bags, entries(...) of sequences and of maps to values",
    remedy: "range over what that collection has, or bind its keys to a domain",
  },
  case: {
    likelyCause: "after the collection comes a case of the union that it holds, or nothing",
    remedy: "name a case of the collection's own domain, or leave it out",
  },
  option: {
    likelyCause: "members(...) has one option, which adds null for where there are no members",
    remedy: "write members(collection, { orNull: true }), of a collection that cannot hold null, or leave it out",
  },
  sight: {
    likelyCause: "a process knows its own row and what it is sent, and ranges over nothing else",
    remedy: "range over a collection in its own row, or let it learn what it needs from a message",
  },
} as const;

export function badBinding({ isTaken, slip }: BadBinding): { readonly likelyCause: string; readonly remedy: string } {
  if (isTaken === true)
    return {
      likelyCause: "a value is bound by a name under which guards and effects are already handed something else",
      remedy: "give the binding another name",
    };
  if (slip !== undefined) return SLIPS[slip];
  return {
    likelyCause:
      "what stands behind the name is neither a domain nor the members or entries of a collection of the state",
    remedy: "bind the name to a domain, or to the members of a collection in the state",
  };
}
