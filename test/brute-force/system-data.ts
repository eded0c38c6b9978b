/** A system of processes as data: roles, messages, networks, and what processes do. */
import type {
  AssumptionData,
  Expression,
  FieldData,
  ModelData,
  PropertyData,
  Fields as Shape,
  Statement,
} from "../random/model-data.ts";

export type FieldList = readonly (readonly [name: string, field: FieldData])[];

export interface NetworkData {
  readonly is: "set" | "bag" | "fifo";
  readonly capacity: number | null;
  readonly overflow: "error" | "lost" | null;
  readonly lossy: boolean;
  readonly duplicating: boolean;
}

export interface MessageData {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly broadcast: boolean;
  readonly anonymous: boolean;
  readonly fields: Shape;
  readonly network: NetworkData;
}

/** What a process does: by itself, for these values, or with a message of the kind that `name` is. */
export interface DoingData {
  readonly name: string;
  readonly for: readonly (readonly [name: string, binding: { readonly domain: string }])[];
  readonly when: Expression | null;
  readonly do: readonly Statement[];
}

export interface RoleData {
  readonly name: string;
  readonly processes: string;
  readonly stable: FieldList;
  readonly volatile: FieldList;
  readonly history: FieldList;
  /** A history of its processes' operations on a register of these values, `log`, so many of each. */
  readonly calls: null | { readonly of: string; readonly each: number };
  readonly crashes: null | { readonly atMost: number | null; readonly restarts: boolean };
  readonly init: readonly Statement[] | null;
  readonly rules: readonly DoingData[];
  /** What is done when a timer runs out, by the timer's name: all of the role's. */
  readonly timeout: readonly DoingData[];
  readonly receive: readonly DoingData[];
  readonly restart: readonly Statement[] | null;
  readonly expires: readonly (readonly [kind: string, test: Expression])[];
}

export interface SystemData {
  readonly is: "system";
  readonly name: string;
  readonly domains: ModelData["domains"];
  readonly roles: readonly RoleData[];
  readonly messages: readonly MessageData[];
  readonly history: FieldList;
  readonly partitions: null | { readonly atMost: number; readonly heals: boolean };
  readonly properties: readonly PropertyData[];
  readonly terminal: ModelData["terminal"];
  readonly fairness: readonly (readonly [name: string, assumptions: readonly AssumptionData[]])[];
}

/** The field of a network that carries messages of the kind. */
export function fieldOfKind({ network, from, to }: MessageData): string {
  return network.is === "set" ? "sent" : network.is === "bag" ? "inFlight" : `${from}→${to}`;
}

/** Fields as properties name them, each of a row by process. */
export function shownFields({ roles, history }: Pick<SystemData, "roles" | "history">, flag: string): FieldList {
  return [
    ...roles.flatMap(({ name, processes, stable, volatile, history: own, crashes }) => [
      ...[...stable, ...volatile, ...own].map(
        ([field, item]) => [`${name}.${field}`, { is: "map", key: processes, item }] as const,
      ),
      ...(crashes === null
        ? []
        : [[`${name}.down`, { is: "map", key: processes, item: { is: "variable", of: flag } }] as const]),
    ]),
    ...history.map(([name, field]) => [`history.${name}`, field] as const),
  ];
}
