import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeOf } from "../../src/kernel/grow.ts";
import { homeIn } from "../../src/kernel/machine.ts";
import * as map from "../../src/kernel/map.ts";
import { mixedTag } from "../../src/program/mixing.ts";
import { type Entry, MACHINES, SmallMemory, type SmallShape } from "./small-memory.ts";

const shapes: fc.Arbitrary<SmallShape> = fc.record({
  words: fc.integer({ min: 1, max: 7 }),
  isNumbered: fc.boolean(),
  lineCount: fc.integer({ min: 1, max: 40 }),
  reachLines: fc.integer({ min: 1, max: 12 }),
  blockStates: fc.integer({ min: 1, max: 5 }),
  batchEntries: fc.constant(400),
  waveMargin: fc.integer({ min: -5, max: 2 }),
});

const SHAPE = { words: 1, isNumbered: false, blockStates: 4, batchEntries: 10, waveMargin: 0 };

/** Few different halves, zero among them: many states meet, and many have their homes together. */
const half = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer());
const found = fc.record({
  low: half,
  high: half,
  key: fc.integer({ min: 0, max: 3 }),
  level: fc.integer({ min: 1, max: 3 }),
});
type Found = { readonly low: number; readonly high: number; readonly key: number; readonly level: number };

const nameOf = ({ low, high }: Found) => `${low === 0 ? 1 : low},${high === 0 ? 1 : high}`;
const originOf = ({ level, key }: Found) => (level << 24) | key;

/** Those that have a place however many lines there are: homes go by lower halves, and within reach are only so many slots. */
function placeable(all: readonly Found[], { reachLines, isNumbered }: SmallShape): Found[] {
  const room = reachLines * (isNumbered ? 4 : 5);
  const met = new Map<number, Set<string>>();
  return all.filter((each) => {
    const low = each.low === 0 ? 1 : each.low;
    const names = met.get(low) ?? new Set();
    if (names.size === room && !names.has(nameOf(each))) return false;
    met.set(low, names.add(nameOf(each)));
    return true;
  });
}

/** What a set must hold: of each state the first level, and of the parents at that level the least. */
function expected(all: readonly Found[]): Map<string, number> {
  const origins = new Map<string, number>();
  for (const each of all) {
    const known = origins.get(nameOf(each));
    const origin = originOf(each);
    if (known === undefined) origins.set(nameOf(each), origin);
    else if (known >>> 24 === origin >>> 24) origins.set(nameOf(each), Math.min(known, origin));
  }
  return origins;
}

/** Inserts batches of some, growing when there is no room, and answers the sum of "deeper". */
function insertAll(memory: SmallMemory, all: readonly Found[], batch: number): number {
  for (let from = 0; from < all.length; from += batch) {
    let end = memory.batch;
    for (const [place, each] of all.slice(from, from + batch).entries())
      end = memory.entry(place, [each.low, each.high], originOf(each));
    while (!memory.kernel.insert(end)) {
      expect(memory.get(map.LINES_CROWDED)).toBe(1);
      memory.set(map.LINES_CROWDED, 0);
      fc.pre(memory.grow(Math.ceil((memory.lineCount * 4) / 3) + 1) === 0);
      end = memory.mine(map.FILLED);
    }
  }
  return memory.mine(256);
}

describe.each(MACHINES)("the visited set, on %s", (machine) => {
  it("holds every state once, with the least origin of its first level, however it grows", () => {
    fc.assert(
      fc.property(shapes, fc.array(found, { maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (shape, all, batch) => {
        const memory = new SmallMemory(machine, shape);
        const sorted = placeable(all, shape).toSorted((a, b) => a.level - b.level);
        const deeper = insertAll(memory, sorted, batch);
        const entries = memory.entries();
        const want = expected(sorted);
        expect(new Map(entries.map(({ key, origin }) => [key, origin]))).toEqual(want);
        expect(entries).toHaveLength(want.size);
        expect(memory.mine(map.NEW_STATES)).toBe(want.size);
        expect(memory.get(map.STATES_FOUND)).toBe(want.size);
        const level = (name: string) => (want.get(name) as number) >>> 24;
        expect(deeper).toBe(sorted.filter((each) => each.level === level(nameOf(each))).length);
        if (shape.isNumbered) {
          const numbers = entries.map(({ number }) => number).toSorted((a, b) => a - b);
          expect(numbers).toEqual([...want.keys()].map((_, at) => at));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("keeps its entries, origins and numbers when it grows, each within reach of its home, with no gap before it", () => {
    fc.assert(
      fc.property(shapes, fc.array(found, { maxLength: 150 }), fc.integer({ min: 1, max: 90 }), (shape, all, more) => {
        const memory = new SmallMemory(machine, { ...shape, reachLines: 40 });
        insertAll(memory, placeable(all, memory.shape), 50);
        const before = memory.entries().map(({ key, origin, number }) => `${key} ${origin} ${number}`);
        fc.pre(memory.grow(memory.lineCount + more) === 0);
        const after = memory.entries();
        expect(after.map(({ key, origin, number }) => `${key} ${origin} ${number}`).toSorted()).toEqual(
          before.toSorted(),
        );
        const taken = new Map<number, number>();
        for (const { line } of after) taken.set(line, (taken.get(line) ?? 0) + 1);
        for (const { line, key } of after) {
          const home = homeIn(mixedTag(Number(key.split(",")[0])), memory.lineCount);
          expect(line).toBeGreaterThanOrEqual(home);
          for (let between = home; between < line; between++) expect(taken.get(between)).toBe(memory.slots);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("fills in a share of a wave, apart from its edges, lines that no other share looks at", () => {
    const crowded = fc.array(fc.record({ low: fc.integer(), high: half, key: fc.constant(0), level: fc.constant(1) }), {
      minLength: 100,
      maxLength: 300,
    });
    const edge = edgeOf(2 * map.LINE);
    let alone = 0;
    fc.assert(
      fc.property(shapes, crowded, fc.integer({ min: 1, max: 400 }), (shape, crowd, more) => {
        const memory = new SmallMemory(machine, { ...shape, lineCount: 100, reachLines: 2, waveMargin: 0 });
        const all = placeable(crowd, memory.shape);
        insertAll(memory, all, 50);
        const homeOf = ({ key }: Entry) => homeIn(mixedTag(Number(key.split(",")[0])), memory.lineCount);
        const left = memory.grow(memory.lineCount + more, 3, (before, bounds) => {
          const sources = new Map(before.map(({ key, line }) => [key, line]));
          const shareOf = (line: number) => bounds.findLastIndex((first) => line >= first);
          const moved = memory.entries().flatMap((entry) => {
            const source = sources.get(entry.key) as number;
            const share = shareOf(source);
            const isMoved = share >= 0 && share < 3 && entry.line >= (bounds[3] as number);
            return isMoved ? [{ ...entry, source, share, home: homeOf(entry) }] : [];
          });
          for (const { source, share, line } of moved) {
            if (source < (bounds[share] as number) + edge || source + edge >= (bounds[share + 1] as number)) continue;
            alone++;
            for (const other of moved)
              if (other.share !== share) expect(line < other.home || line > other.line).toBe(true);
          }
        });
        fc.pre(left === 0);
        expect(
          memory
            .entries()
            .map(({ key }) => key)
            .toSorted(),
        ).toEqual([...expected(all).keys()].toSorted());
      }),
      { numRuns: 20 },
    );
    expect(alone).toBeGreaterThan(100);
  });

  it("has lines that were never used as empty as they were when their pages are given for writing", () => {
    const memory = new SmallMemory(machine, { ...SHAPE, lineCount: 8, reachLines: 2 });
    const before = memory.bytes.slice();
    memory.kernel.ready(10, 200);
    expect(Buffer.compare(before, memory.bytes)).toBe(0);
  });

  it("widens levels as the other store does, and never to an origin that says nothing", () => {
    const memory = new SmallMemory(machine, { ...SHAPE, lineCount: 4, reachLines: 2 });
    const origins = [1, 3, (5 << 24) | 0xabcdef, (255 << 24) | 0xffffff];
    let end = memory.batch;
    for (const [place, origin] of origins.entries()) end = memory.entry(place, [place + 1, 77], origin);
    expect(memory.kernel.insert(end)).toBeTruthy();
    memory.kernel.widen(0, 6, 24, 22);
    const now = new Map(memory.entries().map(({ key, origin }) => [key, origin]));
    expect([1, 2, 3, 4].map((low) => now.get(`${low},77`))).toEqual([
      1,
      1,
      (5 << 22) | (0xabcdef >> 2),
      (255 << 22) | (0xffffff >> 2),
    ]);
  });
});

describe("both machines", () => {
  it("leave the same memory behind, byte for byte", () => {
    fc.assert(
      fc.property(shapes, fc.array(found, { maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (shape, all, batch) => {
        const [one, other] = MACHINES.map((machine) => {
          const memory = new SmallMemory(machine, shape);
          insertAll(memory, placeable(all, shape), batch);
          memory.kernel.closeBlock();
          return memory.bytes;
        }) as [Uint8Array, Uint8Array];
        expect(Buffer.compare(one, other)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
