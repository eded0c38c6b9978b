/**
 * A model as data: what the brute force evaluates itself and `model-source.ts` prints as a program for synod, so that
 * neither sees the other's closures. Everything is JSON; domains are named, and a case of a union is `"D2.ping"`.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** A value of a domain. */
export type Value = Json;

export type DomainData =
  | { readonly is: "boolean" }
  /** `first`: the value that comes first, where that is not `low`. */
  | { readonly is: "range"; readonly low: number; readonly high: number; readonly first?: number }
  | { readonly is: "enumeration"; readonly names: readonly string[] }
  | { readonly is: "scalarset"; readonly name: string; readonly size: number }
  | { readonly is: "optional"; readonly of: string }
  | { readonly is: "record"; readonly fields: Fields }
  /** `keys`: of one with a place per value of that domain, as a history of operations has. */
  | { readonly is: "tuple"; readonly of: readonly string[]; readonly keys?: string }
  | { readonly is: "union"; readonly cases: readonly (readonly [name: string, fields: Fields])[] }
  | { readonly is: "one-of"; readonly of: readonly string[] }
  | { readonly is: "list"; readonly of: string; readonly min: number; readonly max: number }
  /** `max` null: of any size. A value is `{ subset: "D3", members: [...] }`, to be told from a list. */
  | { readonly is: "subset"; readonly of: string; readonly min: number; readonly max: number | null };
/** Names with the names of their domains. */
export type Fields = readonly (readonly [name: string, domain: string])[];

export type FieldData =
  | { readonly is: "variable"; readonly of: string }
  | { readonly is: "map"; readonly key: string; readonly item: FieldData }
  | { readonly is: "set"; readonly of: string; readonly capacity: number | null }
  | { readonly is: "bag"; readonly of: string; readonly capacity: number }
  | { readonly is: "sequence"; readonly of: string; readonly capacity: number };

/** A field of the state, or what a map in it has at these keys. */
export interface PlaceData {
  readonly field: string;
  readonly keys: readonly Expression[];
  /** In a property of steps: of the state after the step. */
  readonly after?: true;
}

export type Expression =
  | { readonly e: "value"; readonly value: Value }
  /** A binding, or what a quantifier or loop ranges over. */
  | { readonly e: "bound"; readonly name: string }
  | { readonly e: "parameter"; readonly name: string }
  | { readonly e: "mutant"; readonly name: string }
  | { readonly e: "read"; readonly at: PlaceData }
  | { readonly e: "part"; readonly of: Expression; readonly name: string | number }
  | {
      readonly e: "record";
      readonly kind: string | null;
      readonly parts: readonly (readonly [string, Expression])[];
      /** Of a case: its union, whose constructor may make it. */
      readonly by?: string;
    }
  /** Or a list. */
  | { readonly e: "tuple"; readonly parts: readonly Expression[] }
  /** A set in a domain of sets. */
  | { readonly e: "set"; readonly domain: string; readonly parts: readonly Expression[] }
  /** A list with one more, at its end or its front. */
  | { readonly e: "longer"; readonly of: Expression; readonly value: Expression; readonly front: boolean }
  | { readonly e: "slice"; readonly of: Expression; readonly from: number; readonly to: number }
  /** A list with another item at this place, if it has one there. */
  | { readonly e: "replaced"; readonly of: Expression; readonly index: number; readonly value: Expression }
  | { readonly e: "changed"; readonly by: "with" | "without"; readonly of: Expression; readonly value: Expression }
  | {
      readonly e: "joined";
      readonly by: "union" | "intersection" | "difference";
      readonly left: Expression;
      readonly right: Expression;
    }
  /** The items or members of a list or a set of which something is true. */
  | { readonly e: "kept"; readonly name: string; readonly of: Expression; readonly that: Expression }
  /** A list or a set, if it has so many members; else another. */
  | {
      readonly e: "within";
      readonly of: Expression;
      readonly min: number;
      readonly max: number;
      readonly otherwise: Expression;
    }
  | {
      readonly e: "item";
      readonly of: Expression;
      readonly is: "list" | "subset";
      readonly index: number;
      readonly otherwise: Expression;
    }
  /** How many a list or a set has. */
  | { readonly e: "extent"; readonly of: Expression; readonly is: "list" | "subset" }
  | { readonly e: "holds"; readonly of: Expression; readonly value: Expression; readonly is: "list" | "subset" }
  | {
      readonly e: "relates";
      readonly by: "isSubsetOf" | "isSupersetOf" | "isDisjointFrom";
      readonly left: Expression;
      readonly right: Expression;
    }
  /** The value at this place of the domain's order, modulo its size. */
  | { readonly e: "nth"; readonly domain: string; readonly at: Expression }
  | { readonly e: "clamp"; readonly of: Expression; readonly low: number; readonly high: number }
  /** The place of a value in the domain's order. */
  | { readonly e: "rank"; readonly domain: string; readonly of: Expression }
  | { readonly e: "size"; readonly of: PlaceData }
  | { readonly e: "count"; readonly of: PlaceData; readonly value: Expression }
  /** Where a value is in a sequence; -1: nowhere. */
  | { readonly e: "place"; readonly of: PlaceData; readonly value: Expression }
  /** The sum of the ranks of all members. */
  | { readonly e: "sum"; readonly of: PlaceData; readonly domain: string }
  /** How many values of a domain or members of a collection satisfy something. */
  | { readonly e: "number"; readonly name: string; readonly among: Range; readonly that: Expression }
  | { readonly e: "index"; readonly of: PlaceData; readonly index: number; readonly otherwise: Expression }
  /** The first in the domain's order; of a sequence the first one. */
  | { readonly e: "first"; readonly of: PlaceData; readonly otherwise: Expression }
  | {
      readonly e: "arithmetic";
      readonly by: "+" | "-" | "*" | "max" | "min";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly e: "choose"; readonly test: Expression; readonly yes: Expression; readonly otherwise: Expression }
  | { readonly e: "has"; readonly of: PlaceData; readonly value: Expression }
  | { readonly e: "same"; readonly left: Expression; readonly right: Expression; readonly primitive: boolean }
  | { readonly e: "compare"; readonly by: "<" | "<=" | "==="; readonly left: Expression; readonly right: Expression }
  | { readonly e: "and" | "or"; readonly of: readonly Expression[] }
  | { readonly e: "not"; readonly of: Expression }
  | { readonly e: "every" | "some"; readonly name: string; readonly among: Range; readonly that: Expression }
  /** In a handler: whether such a message was ever sent to the process, how many were, or from how many. */
  | {
      readonly e: "heard";
      readonly kind: string;
      readonly how: "has" | "filter" | "from";
      readonly parts: readonly (readonly [string, Expression])[];
    }
  /** In a property of a system: whether the operations of the role's processes can be explained, in time or each caller's. */
  | { readonly e: "explained"; readonly role: string; readonly inTime: boolean }
  /** In a property of a system: whether the message is on the network; null: how many are. */
  | { readonly e: "sent"; readonly message: Expression | null };

/** What a quantifier ranges over: a domain's values, the members of a collection, or what is in a list or a set. */
export type Range =
  | { readonly domain: string }
  | { readonly members: PlaceData }
  | { readonly values: Expression; readonly is: "list" | "subset" };

export type Statement =
  | { readonly do: "set"; readonly at: PlaceData; readonly value: Expression }
  | { readonly do: "add" | "delete" | "push"; readonly at: PlaceData; readonly value: Expression }
  | { readonly do: "clear" | "shift" | "pop"; readonly at: PlaceData }
  /** Of a sequence, at an index: one more, another, or one fewer; and all from there on. */
  | { readonly do: "insert" | "put"; readonly at: PlaceData; readonly index: Expression; readonly value: Expression }
  | { readonly do: "remove" | "truncate"; readonly at: PlaceData; readonly index: Expression }
  /** Of a collection: what another of its kind has; or what has been gone through, of any kind. */
  | { readonly do: "copy"; readonly at: PlaceData; readonly from: PlaceData }
  | {
      readonly do: "assign";
      readonly at: PlaceData;
      readonly from: PlaceData;
      readonly name: string;
      readonly that: Expression;
    }
  | {
      readonly do: "if";
      readonly test: Expression;
      readonly yes: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** For each member that a collection has now, or each value of a domain. */
  | { readonly do: "each"; readonly name: string; readonly among: Range; readonly body: readonly Statement[] }
  | { readonly do: "keep"; readonly name: string; readonly value: Expression; readonly body: readonly Statement[] }
  /** In a handler: sends; without `to`, to all. */
  | {
      readonly do: "send";
      readonly kind: string;
      readonly to: Expression | null;
      readonly parts: readonly (readonly [string, Expression])[];
    }
  /** In an effect of a role: an operation of the process on a register begins or returns. */
  | {
      readonly do: "call";
      readonly how: "invoke" | "return";
      readonly operation: "write" | "read";
      readonly value: Expression | null;
    }
  /** In an effect of a role: starts or stops a timer of the process. */
  | { readonly do: "timer"; readonly name: string; readonly how: "start" | "stop" }
  /** In a handler: writes to a history of the role, or of the system. */
  | { readonly do: "record"; readonly field: string; readonly value: Expression };

/** A domain, or what is in a field: `keys` are the bindings that lead on to it through maps, `of` is the domain of what is bound. */
export type BindingData =
  | { readonly domain: string }
  | {
      readonly members: string;
      readonly keys: readonly string[];
      readonly within: string | null;
      readonly orNull: boolean;
      readonly of: string;
    }
  | { readonly entries: string; readonly keys: readonly string[]; readonly of: string };
export type BindingsData = readonly (readonly [name: string, binding: BindingData])[];

export interface RuleData {
  readonly name: string;
  readonly for: BindingsData;
  readonly when: Expression | null;
  readonly do: readonly Statement[];
  /** Places as declared; null: nothing is. The keys are of bound values and constants only. */
  readonly reads: readonly PlaceData[] | null;
  readonly writes: readonly PlaceData[] | null;
}

export type InitData =
  | null
  | { readonly is: "function"; readonly do: readonly Statement[] }
  | {
      readonly is: "choices";
      readonly for: BindingsData;
      readonly when: Expression | null;
      readonly do: readonly Statement[];
    };

export type NormaliseData =
  | null
  | { readonly is: "ranks"; readonly fields: readonly string[]; readonly keep: readonly number[] }
  | { readonly is: "lags"; readonly fields: readonly string[]; readonly most: number }
  | { readonly is: "statements"; readonly do: readonly Statement[] };

export type Kind =
  | "always"
  | "step"
  | "reachable"
  | "eventually"
  | "alwaysEventually"
  | "eventuallyAlways"
  | "leadsTo"
  | "alwaysReachable";

export interface PropertyData {
  readonly name: string;
  readonly kind: Kind;
  readonly holds: Expression;
  /** Of `leadsTo`: what follows. */
  readonly target: Expression | null;
  /** A conjunction over the values of a domain, written with `forEvery`; the name is bound in `holds`. */
  readonly forEvery: { readonly name: string; readonly domain: string } | null;
}

export interface AssumptionData {
  readonly kind: "weak" | "strong";
  readonly rules: readonly string[];
  readonly per: null | "instance" | readonly string[] | { readonly by: Expression };
  readonly where: Expression | null;
  /** A condition on the state from which a step is taken. Absent: none. */
  readonly when?: Expression | null;
}

/** A bound of a constraint, on states or on steps. */
export interface BoundData {
  readonly name: string;
  readonly kind: "always" | "step";
  readonly holds: Expression;
}

export interface ModelData {
  readonly is: "model";
  readonly name: string;
  readonly domains: readonly (readonly [name: string, domain: DomainData])[];
  readonly state: readonly (readonly [name: string, field: FieldData])[];
  readonly init: InitData;
  readonly normalise: NormaliseData;
  readonly rules: readonly RuleData[];
  readonly properties: readonly PropertyData[];
  readonly terminal: null | "allowed" | "forbidden" | Expression;
  readonly fairness: readonly (readonly [name: string, assumptions: readonly AssumptionData[]])[];
  /** What bounds the states explored. Absent: nothing. */
  readonly bounds?: readonly BoundData[];
  /** With parameters or mutants it is printed as a protocol; `chosen` says what is checked. */
  readonly parameters: readonly {
    readonly name: string;
    readonly from: number;
    readonly to: number;
    readonly chosen: number;
  }[];
  readonly mutants: readonly string[];
  readonly mutant: string | null;
}
