/** What is wrong with how a model is declared: SYN2xx. */
import { type BadBinding, badBinding } from "./binding.ts";
import { oneOfThese, type Slip, slip } from "./did-you-mean.ts";
import type { ErrorEntry } from "./entry.ts";
import { exitCodes } from "./exit-codes.ts";
import { type Emptied, emptiedEntry } from "./switched-off.ts";

/** Of a key, or a name, that is not among those known. */
const unknownKey = (wrong: Slip) => ({
  likelyCause: slip(wrong, "a name that belongs elsewhere, or to another version of synod"),
  remedy: oneOfThese(wrong.known, "leave it out"),
});

/** Of a guard or predicate that answered something else than true or false. */
const notBoolean = (answered: string) =>
  answered === "undefined"
    ? {
        likelyCause: "a body in braces without `return`, or a look at something that is not there",
        remedy: "answer true or false in every case: (s) => s.x > 0, or (s) => { return s.x > 0; }",
      }
    : {
        likelyCause: "it computes a value and does not compare it",
        remedy: "compare: write s.x % 2 === 1 rather than s.x & 1, and s.holder !== null rather than s.holder",
      };

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

export const declarationErrors = {
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
  "no-rules": {
    number: "SYN204",
    exitCode: exitCodes.badConfig,
    title: "no rules",
    explain: ({ model }: { readonly model: string }) => ({
      what: `${model} has no rules`,
      likelyCause: "`rules` is missing, empty or all `false`, perhaps at these parameters only",
      remedy: "add a rule { for, when, do }: without one the model never moves and nothing is checked",
    }),
  },
  "duplicate-property": {
    number: "SYN205",
    exitCode: exitCodes.badConfig,
    title: "duplicate property",
    explain: ({ property, kinds }: { readonly property: string; readonly kinds: readonly string[] }) => ({
      what: `two properties are named "${property}": ${kinds.map((kind) => `\`${kind}\``).join(" and ")}`,
      likelyCause: "the same name stands under two kinds of property",
      remedy: "rename one: verdicts, traces and the option `properties` tell properties apart by name",
    }),
  },
  "bad-rule": {
    number: "SYN206",
    exitCode: exitCodes.badConfig,
    title: "bad rule",
    explain: ({
      rule,
      problem,
      answered,
      wrong,
      emptied,
    }: Emptied & {
      readonly rule: string;
      readonly problem: string;
      /** What its guard answered, where that is the problem. */
      readonly answered?: string;
      readonly wrong?: Slip;
    }) => ({
      what: `the rule ${rule} is not one: ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : answered !== undefined
          ? notBoolean(answered)
          : emptied !== undefined
            ? emptiedEntry(emptied)
            : {
                likelyCause: "a part of { for, when, do } is missing, misspelt or not a function",
                remedy:
                  "write the rule as { for: { name: domain }, when: (state, args) => boolean, do: (state, args) => { ... } }",
              }),
    }),
  },
  "bad-binding": {
    number: "SYN207",
    exitCode: exitCodes.badConfig,
    title: "bad binding",
    explain: (details: BadBinding) => ({
      what: `the binding ${details.binding} cannot be used: ${details.problem}`,
      ...badBinding(details),
    }),
  },
  "no-initial-state": {
    number: "SYN208",
    exitCode: exitCodes.assumption,
    title: "no initial state",
    explain: ({ model, choices = 1 }: { readonly model: string; readonly choices?: number }) => ({
      what: `${model} has no initial state: \`when\` of \`init\` was false for ${choices === 1 ? "the only choice" : `all ${choices} choices`} of values`,
      likelyCause: "`when` is asked after `do`, of the state that it made; or it asks for what no choice gives",
      remedy: "let `when` be true of one choice at least, or leave it out",
    }),
  },
  "bad-property": {
    number: "SYN209",
    exitCode: exitCodes.badConfig,
    title: "bad property",
    explain: ({
      property,
      problem,
      answered,
      takesTwo,
      form,
      emptied,
    }: Emptied & {
      readonly property: string;
      readonly problem: string;
      /** What its predicate answered, where that is the problem. */
      readonly answered?: string;
      /** Whether it is of a state before and one after. */
      readonly takesTwo?: boolean;
      /** How it is written, where that is not as most are. */
      readonly form?: string;
    }) => ({
      what: `the property ${property} is not one: ${problem}`,
      ...(answered !== undefined
        ? notBoolean(answered)
        : takesTwo === true
          ? {
              likelyCause: "it stands under the wrong key, or has a parameter that nothing is handed to",
              remedy: "write it under `step`, or as name: (state) => boolean",
            }
          : emptied !== undefined
            ? emptiedEntry(emptied)
            : {
                likelyCause: "its predicate is missing, misspelt or not a function",
                remedy: `write ${form ?? "the property as name: (state) => boolean"}`,
              }),
    }),
  },
  "bad-access": {
    number: "SYN210",
    exitCode: exitCodes.badConfig,
    title: "not a place of the state",
    explain: (
      { rule, does, problem }: { readonly rule: string; readonly does: "reads" | "writes"; readonly problem: string },
      thrown,
    ) => ({
      what: `${rule} says wrongly what it ${does}: ${problem}${thrown && `: ${thrown}`}`,
      likelyCause: `a slip in its \`${does}\`: another field or key was meant`,
      remedy:
        'name a field, an item of a map as ["field", key], or a member of a set without capacity as ["field", member]',
    }),
  },
  "unknown-key": {
    number: "SYN211",
    exitCode: exitCodes.badConfig,
    title: "unknown key",
    explain: ({ subject, ...wrong }: Slip & { readonly subject: string }) => ({
      what: `${subject} has no key "${wrong.name}"`,
      ...unknownKey(wrong),
    }),
  },
  "bad-definition": {
    number: "SYN212",
    exitCode: exitCodes.badConfig,
    title: "bad definition",
    explain: ({
      subject,
      problem,
      expected,
      ofOperation,
    }: {
      readonly subject: string;
      readonly problem: string;
      readonly expected: string;
      /** Whether it is what an operation of an object has come to. */
      readonly ofOperation?: boolean;
    }) => ({
      what: `${subject} ${problem}`,
      ...(ofOperation === true
        ? {
            likelyCause: "an operation does more than the object has room for, or is done where it cannot be",
            remedy: `let it ${expected}, or answer undefined where it cannot be done now; or let that domain have more`,
          }
        : {
            likelyCause: "arguments in another order, or something left out that a declaration needs",
            remedy: `give it ${expected}`,
          }),
    }),
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
  "beyond-constraint": {
    number: "SYN214",
    exitCode: exitCodes.badConfig,
    title: "not within a constraint",
    explain: ({
      bounds,
      asked,
      claims,
    }: {
      readonly bounds: readonly string[];
      readonly asked: "over-time" | "induction";
      /** Of properties over time: their names. */
      readonly claims: readonly string[];
    }) => {
      const constraint = `the constraint (${bounds.join(", ")})`;
      return asked === "over-time"
        ? {
            what: `${claims.join(", ")}: properties over time cannot be judged within ${constraint}: a behaviour that it cuts off is no counterexample, and that there is none within it proves nothing`,
            likelyCause: "a constraint for claims about states and steps stands beside claims about whole behaviours",
            remedy:
              "make the model finite where these are judged, by smaller domains or by guards; or let a parameter decide, which of the two there is: constraint: bounded && { ... }, leadsTo: !bounded && { ... }",
          }
        : {
            what: `an invariant cannot be shown to be inductive within ${constraint}: induction is about steps from every state, also from those beyond it`,
            likelyCause: "the constraint was declared for searches, which cannot do without it",
            remedy: "take the constraint out of the model that is looked at by induction, which needs none",
          };
    },
  },
  "too-many-instances": {
    number: "SYN219",
    exitCode: exitCodes.badConfig,
    title: "too many instances of a rule",
    explain: (details: {
      readonly rule: string;
      readonly bindings: readonly string[];
      readonly count: number;
      readonly limit: number;
    }) => ({
      what: `the rule ${details.rule} has ${details.count} choices of values for ${details.bindings.join(", ")}, every one of which would be tried in every state; the limit is ${details.limit}`,
      likelyCause: "a binding ranges over a domain with far more values than a state has use for",
      remedy:
        "narrow the domain, or keep the values in question in a set of the state and bind the name to members(...) of it",
    }),
  },
  "bad-system": {
    number: "SYN220",
    exitCode: exitCodes.badConfig,
    title: "bad system",
    explain: ({
      part,
      problem,
      wrong,
      emptied,
    }: Emptied & {
      readonly part: string;
      readonly problem: string;
      readonly wrong?: Slip;
    }) => ({
      what: `the system cannot be made: ${part} ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : emptied !== undefined
          ? emptiedEntry(emptied)
          : {
              likelyCause: "a role, a message kind or a network was declared one way and used another",
              remedy:
                "make the declaration in `system({ roles, messages, network })` and the roles' behaviours fit each other",
            }),
    }),
  },
  "unsaid-loss": {
    number: "SYN221",
    exitCode: exitCodes.badConfig,
    title: "which copies are lost is not said",
    explain: ({ kind, copies }: { readonly kind: string; readonly copies: number }) => ({
      what: `message ${kind} is a broadcast of ${copies} copies over a bag that loses what finds no room, and which of them are lost is not said`,
      likelyCause: "the bag's bound is meant as loss on the way, which may befall any copy",
      remedy:
        "give the bag room for all copies and say `lossy: true`: each may then be lost by itself; or use `fifo`, where each receiver has a channel of its own",
    }),
  },
  "bad-program": {
    number: "SYN230",
    exitCode: exitCodes.badConfig,
    title: "bad program",
    explain: ({
      part,
      problem,
      wrong,
      isClash,
    }: {
      readonly part: string;
      readonly problem: string;
      readonly wrong?: Slip;
      /** Two names that the program's parts get are one. */
      readonly isClash?: true;
    }) => ({
      what: `the program cannot be made: ${part} ${problem}`,
      ...(wrong !== undefined
        ? unknownKey(wrong)
        : isClash
          ? {
              likelyCause:
                "names with the points and spaces that names of fields (`program.procedure.variable`) and rules (`program step`) are made with",
              remedy: "give one of the two another name",
            }
          : {
              likelyCause:
                "a label, a local variable or a procedure with a name that is taken, or arguments in another order",
              remedy:
                "write program(state, Process, { local, steps: { label: { await: (s, my) => boolean, do: (s, my) => { ... } } } })",
            }),
    }),
  },
} as const satisfies Record<string, ErrorEntry>;

function amount(size: number): string {
  return size > Number.MAX_SAFE_INTEGER ? "more than 2^53" : String(size);
}
