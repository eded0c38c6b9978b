/** What is wrong with how a domain is declared, by itself or beside another. */
import type { Slip } from "../did-you-mean.ts";
import type { ErrorEntry } from "../entry.ts";
import { exitCodes } from "../exit-codes.ts";
import { unknownKey } from "./unknown-key.ts";

const BAD_DOMAIN = {
  values: {
    likelyCause: "bounds in the wrong order, a name given twice, or a size computed from a parameter",
    remedy: "declare every value of the domain once, with whole numbers for bounds, sizes and capacities",
  },
  collection: {
    likelyCause: "maps, sets, bags and sequences are fields of the state, and were taken for values",
    remedy:
      "keep the collection in a field of its own or as the item of a map, map(key, set(...)); a value may hold the key",
  },
  capacity: {
    likelyCause:
      "it was left out, or computed from a parameter: without a bound a collection has infinitely many contents",
    remedy: "write { capacity: 4 } behind the element, with a bound that the model does not come to",
  },
  set: {
    likelyCause: "a set is a field of the state; inside a value belongs a set that is a value itself",
    remedy: "use subset: subset(Node) for set(Node); it is changed by assigning another, s.config = s.config.with(n)",
  },
  sequence: {
    likelyCause: "a sequence is a field of the state; inside a value belongs a list that is a value itself",
    remedy: "use list: list(Entry, { max: 4 }); it is changed by assigning another, s.log = [...s.log, entry]",
  },
  length: {
    likelyCause: "it was left out, or computed from a parameter: without a bound there are infinitely many lists",
    remedy: "write { max: 4 } behind the element, with a bound that the model does not come to",
  },
  names: {
    likelyCause: "choice([...]) takes a list, and enumeration(...) takes names, each of them a text",
    remedy: 'write enumeration("idle", "busy"), or enumeration(...names) of a list',
  },
  state: {
    likelyCause: "`state` is missing, misspelt, or a field itself",
    remedy: "write state: { name: domain, ... }, with at least one field",
  },
  other: {
    likelyCause: "arguments in another order, or a value written where its domain belongs",
    remedy:
      "give it a domain: boolean, range(0, 3), enumeration(...), scalarset(...), optional(...), record(...), tuple(...), union(...), list(...) or subset(...)",
  },
} as const;

interface Large {
  readonly domain: string;
  readonly size: string;
  readonly limit: number;
}

const TOO_LARGE = {
  values: {
    what: ({ domain, size, limit }: Large) => `the domain ${domain} has ${size} values; here the limit is ${limit}`,
    likelyCause: "a record, a union or a nested collection multiplies the sizes of its parts",
    remedy: "narrow its parts, lower the parameters, or give the set or bag over it a capacity",
  },
  places: {
    what: ({ domain, size, limit }: Large) =>
      `the domain ${domain} takes a state to ${size} places; the limit is ${limit}`,
    likelyCause: "a set, bag or map over a large domain, which has a place for each of its values, or a large capacity",
    remedy: "narrow its parts, lower the parameters, or give the set or bag over it a capacity",
  },
  instances: {
    what: ({ domain, size, limit }: Large) => `${domain} take the rules to ${size} instances; the limit is ${limit}`,
    likelyCause: "it binds all values of a domain with parts, or several domains, whose sizes multiply",
    remedy:
      "bind values that are in the state, with members(...) or entries(...), bind the parts that the rule is about, or lower the parameters",
  },
} as const;

export const domainErrors = {
  "empty-domain": {
    number: "SYN201",
    exitCode: exitCodes.badConfig,
    title: "empty domain",
    explain: ({ domain }: { readonly domain: string }) => ({
      what: `the domain ${domain} has no values`,
      likelyCause: "a size or a list computed from a parameter came out empty",
      remedy: "give the domain at least one value, or a lower bound to the parameter that its size comes from",
    }),
  },
  "bad-domain": {
    number: "SYN202",
    exitCode: exitCodes.badConfig,
    title: "bad domain",
    explain: ({
      domain,
      problem,
      misplaced,
      wrong,
    }: {
      readonly domain: string;
      readonly problem: string;
      /** What is wrong, where it is not the values: something that is no domain where one belongs, for instance. */
      readonly misplaced?: "collection" | "set" | "sequence" | "length" | "capacity" | "names" | "state" | "other";
      readonly wrong?: Slip;
    }) => ({
      what: `the domain ${domain} is not one: ${problem}`,
      ...(wrong === undefined ? BAD_DOMAIN[misplaced ?? "values"] : unknownKey(wrong)),
    }),
  },
  "domain-too-large": {
    number: "SYN203",
    exitCode: exitCodes.badConfig,
    title: "domain too large",
    explain: (details: {
      readonly domain: string;
      readonly size: number;
      readonly limit: number;
      /**
       * What there are too many of, where it is not values: places that a state has, up to and with this field; instances
       * that a model's rules have, up to and with the one whose bindings the domain is.
       */
      readonly counts?: keyof typeof TOO_LARGE;
    }) => {
      const { what, ...more } = TOO_LARGE[details.counts ?? "values"];
      return { what: what({ ...details, size: amount(details.size) }), ...more };
    },
  },
  "overlapping-scalarsets": {
    number: "SYN213",
    exitCode: exitCodes.badConfig,
    title: "scalarsets that share elements",
    explain: ({ one, other }: { readonly one: string; readonly other: string }) => ({
      what: `one model has ${one} and ${other}, whose elements are in part the same`,
      likelyCause:
        "a scalarset was made anew, with another size, where the first was meant, or two have one name by chance",
      remedy: "make the scalarset once and use it everywhere, or give the two different names",
    }),
  },
} as const satisfies Record<string, ErrorEntry>;

function amount(size: number): string {
  return size > Number.MAX_SAFE_INTEGER ? "more than 2^53" : String(size);
}
