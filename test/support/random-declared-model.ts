/**
 * Small models made from a seed whose rules declare what they read and write: processes with fields of their own, next to
 * variables, a set and a queue that all share. A guard compares places with numbers, an effect adds what it reads to what
 * it writes; so places decide everything, and what is declared is what is touched.
 *
 * The brute force makes such rules, too, and declares what their text could touch (declared-places.ts): most of that meets.
 * Here processes keep apart on purpose, or partial order would have little to leave out and nothing to get wrong.
 */
import type { AnyDomain, Domain } from "../../src/domain/domain.ts";
import { bag, type Model, map, members, model, range, record, scalarset, sequence, set } from "../../src/index.ts";
import type { AnyPlace } from "../../src/state/place.ts";
import { Dice } from "../random/dice.ts";

export interface RandomDeclaredOptions {
  /** Processes are alike: elements of a scalarset, none of which is known by name. */
  readonly alike: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: the models' types depend on the seed.
type Loose = any;
type Bound = Readonly<Record<string, unknown>>;

/** Something that a rule can read as a number and write one to. */
interface Spot {
  readonly place: (bound: Bound) => AnyPlace;
  readonly read: (s: Loose, bound: Bound) => number;
  readonly write: (s: Loose, bound: Bound, value: number) => void;
  readonly size: number;
}

export function randomDeclaredModel(seed: number, { alike }: RandomDeclaredOptions): Model {
  const dice = new Dice(seed);
  const count = 2 + dice.below(2);
  const Process: AnyDomain = alike ? scalarset("p", count) : range(0, count - 1);
  const Note = record({ of: Process as Domain<unknown>, kind: range(0, 1) });
  const notes = set(Note);
  const state = {
    phase: map(Process, range(0, 2)),
    flag: map(Process, range(0, 1)),
    shared: range(0, 2),
    turn: range(0, 1),
    notes,
    seen: map(Process, set(range(0, 1))),
    ...(dice.chance(30) && { queue: sequence(range(0, 1), { capacity: 2 }) }),
    ...(dice.chance(30) && { heap: bag(range(0, 1), { capacity: 2 }) }),
  };

  const item = (field: "phase" | "flag", size: number, key: (bound: Bound) => unknown): Spot => ({
    place: (b) => [field, key(b)],
    read: (s, b) => s[field].get(key(b)),
    write: (s, b, value) => s[field].set(key(b), value % size),
    size,
  });
  const member = (set: (s: Loose, b: Bound) => Loose, place: Spot["place"], value: (b: Bound) => unknown): Spot => ({
    place,
    read: (s, b) => (set(s, b).has(value(b)) ? 1 : 0),
    write: (s, b, number) => (number % 2 === 1 ? set(s, b).add(value(b)) : set(s, b).delete(value(b))),
    size: 2,
  });
  const variable = (field: "shared" | "turn", size: number): Spot => ({
    place: () => field,
    read: (s) => s[field],
    write: (s, _, value) => {
      s[field] = value % size;
    },
    size,
  });
  const ofProcess = (key: (b: Bound) => unknown): Spot[] => [
    item("phase", 3, key),
    item("flag", 2, key),
    ...[0, 1].flatMap((kind): Spot[] => [
      member(
        (s) => s.notes,
        (b) => ["notes", { of: key(b), kind }],
        (b) => ({ of: key(b), kind }),
      ),
      member(
        (s, b) => s.seen.get(key(b)),
        (b) => ["seen", key(b), kind],
        () => kind,
      ),
    ]),
  ];
  const shared: Spot[] = [
    variable("shared", 3),
    variable("turn", 2),
    {
      place: () => "phase",
      read: (s) => s.phase.values().filter((phase: number) => phase === 2).length,
      write: (s, _, value) => {
        for (const each of Process.values) s.phase.set(each, value % 3);
      },
      size: 3,
    },
    {
      place: () => "notes",
      read: (s) => s.notes.size,
      write: (s, _, value) => (value % 2 === 0 ? s.notes.clear() : undefined),
      size: 3,
    },
  ];
  if ("queue" in state)
    shared.push({
      place: () => "queue",
      read: (s) => s.queue.length,
      write: (s, _, value) => (value % 3 === 2 ? void s.queue.shift() : s.queue.push(value % 2)),
      size: 3,
    });
  if ("heap" in state)
    shared.push({
      place: () => "heap",
      read: (s) => s.heap.count(1),
      // Over its capacity some way or other: an error that must be found.
      write: (s, _, value) => (value % 3 === 2 ? s.heap.clear() : s.heap.add(value % 2)),
      size: 3,
    });

  /** How often, in 100 places, a rule means one of its own process. */
  const apart = dice.pick([60, 85, 95, 100]);
  const self = (b: Bound) => b["p"];
  const own = ofProcess(self);
  const others = alike ? [] : ofProcess((b) => ((self(b) as number) + 1) % count);

  const rule = () => {
    const overNotes = dice.chance(15);
    const overProcesses = !overNotes && dice.chance(85);
    const spot = (): Spot => {
      if (!overProcesses) return dice.pick(shared);
      return dice.chance(apart)
        ? dice.pick(own)
        : dice.chance(30) && others.length > 0
          ? dice.pick(others)
          : dice.pick(shared.slice(0, 3));
    };
    const asked = Array.from({ length: 1 + dice.below(2) }, () => ({
      spot: spot(),
      wanted: dice.below(2),
      not: dice.chance(40),
    }));
    const added = dice.chance(40) ? spot() : null;
    const written = Array.from({ length: 1 + (dice.chance(40) ? 1 : 0) }, () => ({
      spot: spot(),
      add: 1 + dice.below(2),
    }));
    const throwsAt = dice.chance(4) ? dice.below(3) : -1;
    const touched = [...asked.map((each) => each.spot), ...(added === null ? [] : [added])];
    return {
      ...(overNotes ? { for: { m: members(notes) } } : overProcesses ? { for: { p: Process } } : {}),
      reads: (b: Bound) => touched.map(({ place }) => place(b)),
      writes: (b: Bound) => [...written.map(({ spot }) => spot.place(b)), ...(overNotes ? [["notes", b["m"]]] : [])],
      when: (s: Loose, b: Bound) => asked.every(({ spot, wanted, not }) => (spot.read(s, b) === wanted) !== not),
      do: (s: Loose, b: Bound) => {
        const more = added === null ? 0 : added.read(s, b);
        if (more === throwsAt) throw new Error("a fault");
        for (const { spot, add } of written) spot.write(s, b, spot.read(s, b) + more + add);
        if (overNotes) s.notes.delete(b["m"]);
      },
    };
  };
  const rules = Object.fromEntries(Array.from({ length: 3 + dice.below(4) }, (_, at) => [`rule${at}`, rule()]));

  /** Of single processes or of what is shared, alike for all processes. */
  const claim = () => {
    const spots = dice.chance(50) ? ofProcess(self) : shared;
    const asked = Array.from({ length: dice.chance(70) ? 1 : 2 }, () => ({
      spot: dice.pick(spots),
      wanted: dice.below(3),
    }));
    return (s: Loose) =>
      Process.values.some((p) => asked.every(({ spot, wanted }) => spot.read(s, { p }) === wanted % spot.size));
  };
  const never = claim();
  const [from, to] = [claim(), claim()];
  // The second is often false of a step that changes nothing.
  const strict = dice.chance(15);
  return model({
    state,
    rules: rules as Loose,
    // The second claim keeps a search from ending before it has seen all there is.
    always: { never: (s: Loose) => !never(s), fine: () => true },
    step: {
      turns:
        dice.chance(60) && ((before: Loose, after: Loose) => !from(before) || from(after) !== strict || !to(after)),
    },
    reachable: { some: dice.chance(50) && claim() },
    ...(dice.chance(50) && { terminal: "forbidden" as const }),
  }) as Model;
}
