/**
 * Links between processes that can be cut and come back, each way for itself. Over a cut link nothing arrives; what was
 * sent waits, in the set, the bag or the channel. Both directions of a pair are two links.
 */
import { boolean, range } from "../../domain/scalars.ts";
import { type Field, map } from "../../state/field.ts";
import type { Footprint } from "../footprint.ts";
import type { Partitions } from "./declaration.ts";
import type { Kind } from "./kinds.ts";
import type { LoweredRule, NamedRule } from "./lowered.ts";
import type { Fields } from "./transport.ts";

export interface Links {
  readonly enabled: boolean;
  readonly fields: ReadonlyMap<string, Field>;
  /** Whether a message of the kind gets through; null: always. */
  readonly reaches: (kind: Kind) => ((state: Fields, from: unknown, to: unknown) => boolean) | null;
  /** The field that says which links of the kind are cut. */
  readonly field: (kind: Kind) => string;
  readonly rules: NamedRule[];
}

const COUNT = "links cut";

export function linksOf(kinds: readonly Kind[], partitions: Partitions | undefined): Links {
  const field = (kind: Kind) => `cut ${kind.from}→${kind.to}`;
  if (partitions === undefined) return { enabled: false, fields: new Map(), reaches: () => null, field, rules: [] };
  const fields = new Map<string, Field>([[COUNT, range(0, partitions.atMost)]]);
  const rules: NamedRule[] = [];
  for (const kind of kinds) {
    const name = field(kind);
    if (fields.has(name)) continue;
    fields.set(name, map(kind.senders, map(kind.receivers, boolean)));
    for (const rule of linkRules(kind, name, partitions)) rules.push(rule);
  }
  const reaches = (kind: Kind) => {
    const name = field(kind);
    return (state: Fields, from: unknown, to: unknown) => !state[name].get(from).get(to);
  };
  return { enabled: true, fields, reaches, field, rules };
}

function linkRules(kind: Kind, field: string, { atMost, heals }: Partitions): NamedRule[] {
  const between = { from: kind.senders, to: kind.receivers };
  const isLink = ({ from, to }: Fields) => kind.from !== kind.to || from !== to;
  const keys = [
    { binding: "from", part: null },
    { binding: "to", part: null },
  ];
  const places = [
    { field, keys },
    { field: COUNT, keys: [] },
  ];
  const footprint: Footprint = {
    ...{ role: null, process: null, reads: places, writes: places, receives: null, sends: [], inbox: [] },
  };
  const change = (cut: boolean) => (state: object, bound: object) => {
    const { from, to } = bound as Fields;
    (state as Fields)[field].get(from).set(to, cut);
    (state as Fields)[COUNT] += cut ? 1 : -1;
  };
  const isCut = (state: object, { from, to }: Fields) => (state as Fields)[field].get(from).get(to);
  const cut: LoweredRule = {
    for: between,
    when: (state, bound) => isLink(bound) && (state as Fields)[COUNT] < atMost && !isCut(state, bound),
    do: change(true),
    footprint,
  };
  const heal: LoweredRule = { for: between, when: isCut, do: change(false), footprint };
  return [[field, cut], ...(heals ? [[`heal ${kind.from}→${kind.to}`, heal] as NamedRule] : [])];
}
