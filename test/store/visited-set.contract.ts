// What every visited set must do, checked against a plain map from states to origins.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mixedTag } from "../../src/program/mixing.ts";
import {
  ADDED,
  CROWDED,
  OLD,
  originOf,
  parentKey,
  SAME_LEVEL,
  segmentRanges,
  slotMemory,
  slotMemoryBytes,
  type VisitedSet,
  widenLevels,
} from "../../src/store/visited-set.ts";
import { type Entrant, entrants, half, open, type StoreKind, viewOf, WORDS } from "./visited-set-kinds.ts";

interface Arrival {
  readonly entrant: Entrant;
  readonly level: number;
  readonly origin: number;
}

/** Arrivals level by level, the same state again and again, from parents with any fingerprint. */
const arrivals: fc.Arbitrary<Arrival[]> = entrants.chain((all) =>
  fc
    .array(fc.record({ which: fc.nat({ max: all.length - 1 }), level: fc.nat({ max: 5 }), parent: half }), {
      minLength: 1,
      maxLength: 200,
      size: "max",
    })
    .map((arrived) =>
      arrived
        .map(({ which, level, parent }) => ({ entrant: all[which] as Entrant, level, origin: originOf(level, parent) }))
        .sort((a, b) => a.level - b.level),
    ),
);

const unsigned = (origin: number) => origin >>> 0;

/** What the arrivals must be answered, and what is there afterwards. */
function expected(kind: StoreKind, all: readonly Arrival[]): { outcomes: number[]; origins: Map<string, number> } {
  const origins = new Map<string, number>();
  const outcomes = all.map(({ entrant, level, origin }) => {
    const key = kind.key(entrant);
    const known = origins.get(key);
    if (known === undefined) {
      origins.set(key, origin);
      return ADDED;
    }
    if (known >>> 24 !== level) return OLD;
    origins.set(key, unsigned(origin) < unsigned(known) ? origin : known);
    return SAME_LEVEL;
  });
  return { outcomes, origins };
}

const arrive = (visited: VisitedSet, { entrant, origin }: Arrival) =>
  visited.add(entrant.words, 0, entrant.low, entrant.high, origin);

/** The origins that the set has of the states, those that it lacks left out. */
function originsIn(kind: StoreKind, visited: VisitedSet, all: readonly Entrant[]): Map<string, number> {
  const found = all.flatMap((entrant) => {
    const entry = visited.find(entrant.words, entrant.low, entrant.high);
    return entry === null ? [] : [[kind.key(entrant), entry.origin] as const];
  });
  return new Map(found);
}

const sorted = (origins: ReadonlyMap<string, number>) => [...origins].sort(([a], [b]) => a.localeCompare(b));

export function visitedSetContract(kind: StoreKind): void {
  describe(`the ${kind.name} visited set`, () => {
    test("answers whether a state is new, was met at this level, or is old, and keeps the least origin of its level", () => {
      fc.assert(
        fc.property(arrivals, fc.constantFrom(9, 10, 12), (all, bits) => {
          const { visited } = open(kind, bits);
          const { outcomes, origins } = expected(kind, all);
          expect(all.map((arrival) => arrive(visited, arrival))).toEqual(outcomes);
          expect(
            sorted(
              originsIn(
                kind,
                visited,
                all.map(({ entrant }) => entrant),
              ),
            ),
          ).toEqual(sorted(origins));
        }),
        { numRuns: 200 },
      );
    });

    test("ends with the same content in whatever order the states of a level come", () => {
      fc.assert(
        fc.property(arrivals, fc.infiniteStream(fc.nat()), (all, order) => {
          const shuffled = all.map((arrival) => ({ arrival, at: order.next().value as number }));
          shuffled.sort((a, b) => a.arrival.level - b.arrival.level || a.at - b.at);
          const { visited } = open(kind, 10);
          for (const { arrival } of shuffled) arrive(visited, arrival);
          const states = all.map(({ entrant }) => entrant);
          expect(sorted(originsIn(kind, visited, states))).toEqual(sorted(expected(kind, all).origins));
        }),
        { numRuns: 100 },
      );
    });

    test("finds every state that was added, wherever it lies in the buffer, and none that was not", () => {
      fc.assert(
        fc.property(entrants, fc.nat({ max: 60 }), fc.nat({ max: 7 }), (all, count, offset) => {
          const { visited } = open(kind, 10);
          const [added, absent] = [all.slice(0, count), all.slice(count)];
          const buffer = new Int32Array(offset + WORDS);
          for (const { words, low, high } of added) {
            buffer.set(words, offset);
            visited.add(buffer, offset, low, high, originOf(1, low));
          }
          for (const { words, low, high } of added) {
            expect(visited.find(words, low, high)).not.toBeNull();
            buffer.set(words, offset);
            expect(visited.has(buffer, offset, low, high)).toBe(true);
          }
          const keys = new Set(added.map(kind.key));
          for (const entrant of absent) {
            const found = visited.find(entrant.words, entrant.low, entrant.high);
            expect(found !== null).toBe(keys.has(kind.key(entrant)));
            expect(visited.has(entrant.words, 0, entrant.low, entrant.high)).toBe(found !== null);
          }
        }),
        { numRuns: 100 },
      );
    });

    test("moves all that it has into a larger set, range by range", () => {
      fc.assert(
        fc.property(arrivals, fc.constantFrom(10, 11, 14), fc.integer({ min: 1, max: 7 }), (all, bits, shares) => {
          const { visited, memory, arena } = open(kind, 9);
          for (const arrival of all) arrive(visited, arrival);
          const larger = viewOf({ memory: slotMemory(bits, memory.numbers), arena });
          const share = Math.ceil(2 ** 9 / shares);
          for (let from = 0; from < 2 ** 9; from += share)
            visited.moveInto(larger, from, Math.min(2 ** 9, from + share));
          const { origins } = expected(kind, all);
          const states = all.map(({ entrant }) => entrant);
          expect(sorted(originsIn(kind, larger, states))).toEqual(sorted(origins));
          const levelAfter = originOf(9, 0);
          expect(all.every((arrival) => arrive(larger, { ...arrival, origin: levelAfter }) === OLD)).toBe(true);
        }),
        { numRuns: 100 },
      );
    });

    test("names the entries that may be a state's parents: all of a level with the parent's key, and no others", () => {
      fc.assert(
        fc.property(arrivals, half, fc.constantFrom(9, 12), (all, stranger, bits) => {
          const { visited } = open(kind, bits);
          for (const arrival of all) arrive(visited, arrival);
          const { origins } = expected(kind, all);
          const keyOf = (low: number) => parentKey(originOf(0, low));
          const lows = [...all.map(({ entrant }) => entrant.low), stranger];
          for (const [low, level] of lows.flatMap((low) => [0, 1, 2, 5, 7].map((level) => [low, level] as const))) {
            const entries = visited.withKey(keyOf(low), level);
            const wanted = new Map(
              all
                .filter(
                  ({ entrant }) =>
                    keyOf(entrant.low) === keyOf(low) && (origins.get(kind.key(entrant)) as number) >>> 24 === level,
                )
                .map(({ entrant }) => [
                  kind.key(entrant),
                  `${entrant.low === 0 ? 1 : entrant.low} ${origins.get(kind.key(entrant))}`,
                ]),
            );
            expect(entries.map((entry) => `${entry.low} ${entry.origin}`).sort()).toEqual([...wanted.values()].sort());
          }
        }),
        { numRuns: 60 },
      );
    });

    test("widens its levels, and takes no level for another, however much deeper the search is", () => {
      const store = open(kind, 9);
      const words = Int32Array.from([1, 2]);
      expect(store.visited.add(words, 0, 5, 6, originOf(3, 9))).toBe(ADDED);
      let { memory } = store;
      for (const level of [255, 256, 259, 1027, 65_539, 2 ** 24 + 3, 2 ** 31 - 1]) {
        memory = widenLevels(memory, level);
        const visited = viewOf({ memory, arena: store.arena });
        expect(level).toBeLessThan(2 ** memory.levelBits);
        expect(visited.add(words, 0, 5, 6, visited.originOf(level, 7)), `level ${level}`).toBe(OLD);
        const kept = visited.find(words, 5, 6) as { readonly origin: number };
        expect(kept.origin).toBe(visited.originOf(3, 9));
        expect(visited.withKey(parentKey(originOf(0, 5, memory.levelBits), memory.levelBits), 3)).toHaveLength(1);
        expect(visited.withKey(parentKey(originOf(0, 5, memory.levelBits), memory.levelBits), level)).toEqual([]);
      }
      expect(() => widenLevels(memory, 2 ** 31)).toThrow(RangeError);
    });

    test("keeps the least origin of a level whose bits were widened", () => {
      const store = open(kind, 9);
      const words = Int32Array.from([1, 2]);
      const visited = viewOf({ memory: widenLevels(store.memory, 4000), arena: store.arena });
      const parents = [1, 2, 3].map((parent) => visited.originOf(4000, parent));
      expect(parents.map((origin) => visited.add(words, 0, 5, 6, origin))).toEqual([ADDED, SAME_LEVEL, SAME_LEVEL]);
      expect(visited.find(words, 5, 6)?.origin).toBe(Math.min(...parents.map((origin) => origin >>> 0)) | 0);
      expect(visited.add(words, 0, 5, 6, visited.originOf(4256, 1))).toBe(OLD);
    });

    test("says that there is no room when every slot is taken, and loses nothing by it", () => {
      const { visited } = open(kind, 4);
      const states = Array.from({ length: 20 }, (_, at) => ({
        words: Int32Array.from([at, 0]),
        low: 7 * at,
        high: at,
      }));
      const outcomes = states.map(({ words, low, high }) => visited.add(words, 0, low, high, originOf(0, 0)));
      expect(outcomes).toEqual([...new Array<number>(16).fill(ADDED), ...new Array<number>(4).fill(CROWDED)]);
      const found = states.map(({ words, low, high }) => visited.find(words, low, high) !== null);
      expect(found).toEqual([...new Array<boolean>(16).fill(true), ...new Array<boolean>(4).fill(false)]);
      expect(
        states.slice(0, 16).map(({ words, low, high }) => visited.add(words, 0, low, high, originOf(1, 0))),
      ).toEqual(new Array<number>(16).fill(OLD));
      const key = parentKey(originOf(0, 7));
      expect(visited.withKey(key, 0).map(({ low }) => low)).toEqual([7]);
    });

    test("says that there is no room in a run of more than 8192 taken slots, though others are free", () => {
      const { visited } = open(kind, 14, { room: 2 ** 14 });
      // All at home in the first slot: the spreading of tags is undone by looking for tags that land there.
      const homes = new Int32Array(1);
      const crowded: number[] = [];
      for (let tag = 1; crowded.length < 3; tag++) if (mixedTag(tag) >>> 18 === 0) crowded.push(tag);
      let number = 0;
      const add = () => {
        homes[0] = number++;
        const words = Int32Array.from([number, 0]);
        return visited.add(words, 0, crowded[number % 3] as number, number, originOf(0, 0));
      };
      for (let at = 0; at < 8192; at++) expect(add()).toBe(ADDED);
      expect(add()).toBe(CROWDED);
    });

    if (kind.numbered)
      test("numbers its states 0, 1, 2 ... in the order of arrival when asked to, and keeps the numbers when it grows", () => {
        fc.assert(
          fc.property(entrants, (all) => {
            const { visited, memory, arena } = open(kind, 9);
            const numbers = new Map<string, number>();
            const meet = (set: VisitedSet, entrant: Entrant) => {
              const outcome = set.add(entrant.words, 0, entrant.low, entrant.high, originOf(0, 0));
              const key = kind.key(entrant);
              expect(outcome).toBe(numbers.has(key) ? SAME_LEVEL : ADDED);
              if (!numbers.has(key)) numbers.set(key, numbers.size);
              expect(set.number).toBe(numbers.get(key));
            };
            for (const entrant of all) meet(visited, entrant);
            const larger = viewOf({ memory: slotMemory(11, memory.numbers), arena });
            visited.moveInto(larger, 0, 2 ** 9);
            for (const entrant of all.toReversed()) meet(larger, entrant);
            for (const entrant of all) {
              expect(larger.has(entrant.words, 0, entrant.low, entrant.high)).toBe(true);
              expect(larger.number).toBe(numbers.get(kind.key(entrant)));
            }
          }),
          { numRuns: 60 },
        );
      });

    test("spans segments: of 2^23 slots, in two, none is left out", { timeout: 20_000 }, () => {
      const store = open(kind, 23, { room: 4096 });
      expect(segmentRanges(store.memory)).toEqual([
        [0, 2 ** 22],
        [2 ** 22, 2 ** 23],
      ]);
      expect(slotMemoryBytes(23, kind.numbered)).toBe(
        store.memory.segments.reduce((sum, segment) => sum + (segment?.byteLength ?? 0), 0),
      );
      const states = Array.from({ length: 3000 }, (_, at) => ({
        words: Int32Array.from([at, 1]),
        low: Math.imul(at, 0x9e3779b1),
        high: at,
      }));
      for (const { words, low, high } of states)
        expect(store.visited.add(words, 0, low, high, originOf(0, 0))).toBe(ADDED);
      for (const { words, low, high } of states) expect(store.visited.find(words, low, high)).not.toBeNull();
      const parents = states.slice(0, 50).map(({ low }) => store.visited.withKey(parentKey(originOf(0, low)), 0));
      parents.forEach((entries, at) => {
        const { low } = states[at] as Entrant;
        expect(entries.map((entry) => entry.low)).toContain(low === 0 ? 1 : low);
      });
    });
  });
}
