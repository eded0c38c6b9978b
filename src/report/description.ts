/** What `synod list` says of a protocol: everything a person may set, everything that is checked. */
import type { ParameterValue } from "../model/parameters.ts";
import { programPlaces } from "../model/programs/parts.ts";
import type { PropertyKind } from "../model/property-kinds.ts";
import type { Protocol } from "../model/protocol.ts";
import { assumptionText } from "./fairness-text.ts";
import { fieldLabel, firstText } from "./model-shape.ts";

export interface Description {
  readonly name: string;
  readonly about: string;
  readonly source: string | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly kind: string;
    readonly accepts: string;
    readonly default: ParameterValue;
    readonly about: string;
    /** The protocols that have it now; absent: this one. */
    readonly movedTo?: readonly string[];
  }[];
  /** What parameters must be together, by name. */
  readonly requires: readonly string[];
  /** At the default parameters. `first`: what the field holds before `init`. */
  readonly state: readonly { readonly name: string; readonly holds: string; readonly first: string }[];
  readonly rules: readonly string[];
  /** At the default parameters; absent: there are none. `labels`: in order, those of procedures behind. */
  readonly programs?: readonly {
    readonly name: string;
    readonly processes: string;
    readonly labels: readonly string[];
    readonly local: readonly string[];
  }[];
  /** At the default parameters. */
  readonly properties: readonly { readonly name: string; readonly kind: PropertyKind }[];
  /** At the default parameters: what bounds the states and steps that are explored. */
  readonly constraint: readonly { readonly name: string; readonly kind: PropertyKind }[];
  /** Named assumptions for properties over time; the first is in force unless another is chosen. */
  readonly fairness: readonly { readonly name: string; readonly assumes: readonly string[] }[];
  readonly mutants: readonly {
    readonly name: string;
    readonly about: string;
    readonly breaks: string | null;
    readonly at: Readonly<Record<string, ParameterValue>>;
    readonly steps: number | null;
    readonly loop: number | null;
    readonly fairness: string | null;
    readonly notAt: readonly Readonly<Record<string, ParameterValue>>[];
    readonly slow: boolean;
    readonly movedTo?: readonly string[];
  }[];
}

export function describeProtocol(protocol: Protocol): Description {
  const { name, about, source, parameters, mutants, moved } = protocol.protocol;
  const movedTo = (what: "parameters" | "mutants", each: string) =>
    moved !== null && Object.hasOwn(moved[what] ?? {}, each) && { movedTo: moved.to.map((to) => to.protocol.name) };
  const model = protocol();
  return {
    name,
    about,
    source,
    parameters: Object.entries(parameters).map(([parameter, { kind, accepts, default: value, about: purpose }]) => ({
      name: parameter,
      kind,
      accepts,
      default: value,
      about: purpose,
      ...movedTo("parameters", parameter),
    })),
    requires: protocol.protocol.requires,
    state: Object.entries(model.schema).map(([field, declared]) => ({
      name: field,
      holds: fieldLabel(declared),
      first: firstText(declared),
    })),
    rules: model.rules.map((rule) => rule.name),
    ...(model.programs.length > 0 && {
      programs: model.programs.map((each) => ({
        name: each.name,
        processes: each.parts.processes.label,
        labels: programPlaces(each.parts),
        local: Object.keys(each.parts.local),
      })),
    }),
    properties: model.properties.map((property) => ({ name: property.name, kind: property.kind })),
    constraint: model.bounds.map(({ name, kind }) => ({ name, kind })),
    fairness: [...model.fairness].map(([choice, assumptions]) => ({
      name: choice,
      assumes: assumptions.map(assumptionText),
    })),
    mutants: Object.entries(mutants).map(([mutant, { about: change, breaks, at, steps, ...more }]) => ({
      name: mutant,
      about: change,
      breaks,
      at: { ...at },
      steps: typeof steps === "number" ? steps : null,
      loop: more.loop ?? null,
      fairness: more.fairness ?? null,
      notAt: more.notAt ?? [],
      slow: more.slow ?? false,
      ...movedTo("mutants", mutant),
    })),
  };
}
