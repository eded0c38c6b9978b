/** What happens to processes and messages without their doing: crashes, and losses on the way. */
import type { AnyDomain } from "../../domain/domain.ts";
import { range } from "../../domain/scalars.ts";
import type { BoundPart, BoundPlace, Footprint } from "../footprint.ts";
import { members } from "../members.ts";
import { collectionOf, type Kind, type Kinds } from "./kinds.ts";
import type { NamedRule } from "./lowered.ts";
import { forget, type Role, rowField } from "./rows.ts";
import type { Fields } from "./transport.ts";

/** A process stops; what was volatile is gone at once, so that no two states differ only in what nobody remembers. */
export function crashRule(role: Role): NamedRule {
  const { name, processes, volatile, crashes } = role;
  const [down, count] = [rowField(name, "down"), rowField(name, "crashes")];
  const limit = crashes?.atMost ?? null;
  const process = { binding: name, part: null };
  const places: BoundPlace[] = [
    { field: down, keys: [process] },
    ...(limit === null ? [] : [{ field: count, keys: [] }]),
  ];
  const forgotten = [...Object.keys(volatile), ...(role.timers.length > 0 ? ["timers"] : [])];
  const rows = forgotten.map((field): BoundPlace => ({ field: rowField(name, field), keys: [process] }));
  return [
    `crash ${name}`,
    {
      for: { [name]: processes },
      when: (state, bound) =>
        !(state as Fields)[down].get((bound as Fields)[name]) && (limit === null || (state as Fields)[count] < limit),
      do: (state, bound) => {
        const self = (bound as Fields)[name];
        (state as Fields)[down].set(self, true);
        if (limit !== null) (state as Fields)[count] += 1;
        forget(role, state as Fields, self);
      },
      footprint: { ...QUIET, role: name, process, reads: places, writes: [...places, ...rows] },
    },
  ];
}

const QUIET: Footprint = { role: null, process: null, reads: [], writes: [], receives: null, sends: [], inbox: [] };

/**
 * A message of the kind gets lost: any one in a bag; of a channel the next one, which is soon enough for processes to see no
 * difference. Where a full channel loses what is sent, they would: there it is any one, which makes room.
 */
export function lossRule(kinds: Kinds, kind: Kind): NamedRule {
  const { field, network } = kind;
  const name = `lose ${kind.name}`;
  if (network.kind === "fifo") {
    const channel = (state: object, { from, to }: Fields) => (state as Fields)[field].get(from).get(to);
    const losesWhenFull = [...kinds.byName.values()].some(
      (each) => each.field === field && each.network.overflow === "lost",
    );
    const anywhere = losesWhenFull && { at: range(0, (network.capacity as number) - 1) };
    const placeOf = (bound: object): number => (losesWhenFull ? (bound as Fields).at : 0);
    return [
      name,
      {
        for: { from: kind.senders, to: kind.receivers, ...anywhere },
        when: (state, bound) => channel(state, bound).at(placeOf(bound))?.kind === kind.name,
        do: (state, bound) => takeOut(channel(state, bound), placeOf(bound)),
        footprint: { ...QUIET, receives: taken(kind, { binding: "from", part: null }) },
      },
    ];
  }
  return [
    name,
    {
      for: { message: members(collectionOf(kinds, kind), kind.stored as AnyDomain) },
      do: (state, bound) => (state as Fields)[field].delete((bound as Fields).message),
      footprint: { ...QUIET, receives: taken(kind, kind.anonymous ? null : { binding: "message", part: "from" }) },
    },
  ];
}

function takeOut(channel: Fields[string], at: number): void {
  if (at === 0) {
    channel.shift();
    return;
  }
  const kept = [...channel].filter((_, place) => place !== at);
  channel.clear();
  for (const message of kept) channel.push(message);
}

function taken(kind: Kind, from: BoundPart | null): Footprint["receives"] {
  return { kind: kind.name, field: kind.field, network: kind.network.kind, from, consumed: true };
}
