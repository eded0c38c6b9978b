import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Forest, lowestSet, walk, walkNoting } from "../../src/compile/forest.ts";
import { Memo } from "../../src/compile/memo.ts";
import { Path } from "../../src/compile/path.ts";
import { range } from "../../src/domain/scalars.ts";
import { packSlots } from "../../src/state/codec.ts";
import { set } from "../../src/state/field.ts";
import { type Layout, layoutOf, readSlot } from "../../src/state/layout.ts";

/** One-bit slots over a whole word and into the next, slots of several bits, and one that is asked for in two chunks. */
const layout: Layout = layoutOf({
  sent: set(range(0, 39)),
  round: range(0, 4),
  wide: range(0, 200),
  flag: range(0, 1),
});
const SLOTS = layout.slots;

/** A random function of a state that reads one slot after the other, which one depending on what it read before. */
interface Reader {
  readonly seed: number;
  /** Whether it scans the one-bit slots from `from` on until one is set, as loops over sets do, before it does the rest. */
  readonly scans: { readonly from: number; readonly count: number } | null;
  readonly depth: number;
}

const readers: fc.Arbitrary<Reader> = fc.record({
  seed: fc.nat(),
  scans: fc.option(fc.record({ from: fc.constantFrom(0, 1, 5, 30), count: fc.integer({ min: 1, max: 40 }) })),
  depth: fc.integer({ min: 0, max: 4 }),
});

const mix = (hash: number, more: number) => {
  const mixed = Math.imul((hash ^ more) + 0x9e3779b9, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** Runs a reader; answers its leaf, and what it read into `path`. */
function run({ seed, scans, depth }: Reader, state: Int32Array, path: Path): number {
  path.clear();
  const known = new Map<number, number>();
  let hash = seed;
  const read = (slot: number): number => {
    if (!known.has(slot)) {
      const code = readSlot(layout, state, 0, slot);
      known.set(slot, code);
      path.add(layout, slot, code, 0);
    }
    const code = known.get(slot) as number;
    hash = mix(hash, slot * 1000 + code);
    return code;
  };
  if (scans !== null) {
    const end = Math.min(40, scans.from + scans.count);
    for (let slot = scans.from; slot < end && read(slot) === 0; slot++);
  }
  for (let more = 0; more < depth && hash % 5 > 0; more++) read(hash % SLOTS);
  return -1 - (hash % 1000);
}

/** What a path read, per word. */
function bitsOf(path: Path): Int32Array {
  const bits = new Int32Array(layout.words);
  for (let read = 0; read < path.length; read++) {
    const where = path.where[read] as number;
    bits[where >>> 5] = (bits[where >>> 5] as number) | ((path.mask[read] as number) << (where & 31));
  }
  return bits;
}

/** States with few members, so that scans go far. */
const states = fc
  .record({
    members: fc.uniqueArray(fc.nat({ max: 39 }), { maxLength: 3 }),
    others: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  })
  .map(({ members, others }) => {
    const codes = new Int32Array(SLOTS);
    for (const member of members) codes[member] = 1;
    others.forEach((number, at) => {
      codes[40 + at] = number % (layout.sizes[40 + at] as number);
    });
    const words = new Int32Array(layout.words);
    packSlots(layout, codes, words, 0);
    return words;
  });

const cases = fc.record({
  trees: fc.array(readers, { minLength: 1, maxLength: 4 }),
  first: fc.array(states, { minLength: 1, maxLength: 40, size: "max" }),
  second: fc.array(states, { maxLength: 40, size: "max" }),
  unseen: fc.array(states, { maxLength: 20 }),
});

describe("a forest", () => {
  test("gives every planted state its leaf, any other state its leaf or none, before and after tidying", () => {
    let scanNodes = 0;
    fc.assert(
      fc.property(cases, ({ trees, first, second, unseen }) => {
        const forest = new Forest(trees.length);
        const path = new Path();
        const known = new Set<string>();
        const wrong: string[] = [];
        const plantAll = (all: readonly Int32Array[]) => {
          for (const state of all) {
            trees.forEach((reader, tree) => {
              const leaf = run(reader, state, path);
              if (!forest.plant(tree + 1, path, leaf)) wrong.push(`planting in tree ${tree}: ${state}`);
              known.add(`${tree} ${state}`);
            });
          }
        };
        const checkAll = () => {
          for (const state of [...first, ...second, ...unseen]) {
            trees.forEach((reader, tree) => {
              const found = walk(forest.cells, tree + 1, state);
              if (found === 0 && !known.has(`${tree} ${state}`)) return;
              if (found !== run(reader, state, path)) wrong.push(`walking tree ${tree}: ${state}`);
              const asked = new Int32Array(layout.words);
              if (walkNoting(forest.cells, tree + 1, state, asked) !== found || asked.join() !== bitsOf(path).join())
                wrong.push(`noting what tree ${tree} asks: ${state}`);
            });
          }
        };
        plantAll(first);
        checkAll();
        forest.tidy();
        scanNodes += forest.cells.filter((cell) => cell < 0 && cell > -40).length;
        checkAll();
        plantAll(second);
        checkAll();
        forest.tidy();
        forest.tidy();
        checkAll();
        plantAll([...unseen, ...first]);
        checkAll();
        expect(wrong).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(scanNodes).toBeGreaterThan(50);
  });

  test.each([1, 2, 8, 31, 32, 40])("scans %i adjacent bits for the first that is set", (count) => {
    const forest = new Forest(1);
    const path = new Path();
    const reader = { seed: 7, scans: { from: 0, count }, depth: 0 };
    const withMember = (member: number) => {
      const words = new Int32Array(layout.words);
      const codes = new Int32Array(SLOTS);
      if (member < 40) codes[member] = 1;
      packSlots(layout, codes, words, 0);
      return words;
    };
    for (let member = 0; member <= 40; member++) {
      const state = withMember(member);
      const leaf = run(reader, state, path);
      expect(forest.plant(1, path, leaf)).toBe(true);
      if (member === 20) forest.tidy();
    }
    forest.tidy();
    for (let member = 0; member <= 40; member++) {
      const state = withMember(member);
      expect(walk(forest.cells, 1, state), `member ${member}`).toBe(run(reader, state, path));
    }
  });

  test("refuses what a pure function cannot do: read something else, stop earlier, go on, or answer something else", () => {
    fc.assert(
      fc.property(readers, fc.array(states, { minLength: 1, maxLength: 10 }), fc.boolean(), (reader, all, tidied) => {
        const forest = new Forest(1);
        const path = new Path();
        for (const state of all) forest.plant(1, path, run(reader, state, path));
        if (tidied) forest.tidy();
        const cells = forest.cells.slice();
        const state = all[0] as Int32Array;
        const leaf = run(reader, state, path);
        const refused = (change: (path: Path) => void, answer = leaf) => {
          const changed = new Path();
          changed.copy(path);
          change(changed);
          expect(forest.plant(1, changed, answer)).toBe(false);
        };
        refused(() => {}, leaf - 1);
        refused((longer) => longer.add(layout, 42, 1, 0));
        if (path.length > 0) {
          refused((shorter) => {
            shorter.length--;
          });
          refused((other) => {
            other.where[other.length - 1] = 999;
          });
        }
        expect(forest.plant(1, path, leaf)).toBe(true);
        expect(forest.cells).toEqual(cells);
      }),
      { numRuns: 150 },
    );
  });

  test("keeps trees apart that got their roots on demand", () => {
    fc.assert(
      fc.property(
        fc.array(readers, { minLength: 2, maxLength: 5 }),
        fc.array(states, { minLength: 1 }),
        (trees, all) => {
          const forest = new Forest(0);
          const path = new Path();
          const roots = trees.map(() => forest.addRoot());
          for (const state of all) {
            trees.forEach((reader, at) => {
              const leaf = run(reader, state, path);
              expect(forest.plant(roots[at] as number, path, leaf)).toBe(true);
            });
          }
          for (const state of all) {
            trees.forEach((reader, at) => {
              expect(walk(forest.cells, roots[at] as number, state)).toBe(run(reader, state, path));
            });
          }
          expect(forest.untidy).toBe(false);
        },
      ),
    );
  });

  test("has one leaf everywhere once it is cleared", () => {
    const forest = new Forest(3);
    forest.clear(-4);
    expect([0, 1, 2, 3].map((root) => walk(forest.cells, root, new Int32Array(layout.words)))).toEqual([
      -4, -4, -4, -4,
    ]);
  });
});

test("the lowest set bit is found in every word", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 31 }), fc.integer(), (bit, more) => {
      expect(lowestSet((1 << bit) | (more & (-1 << bit)))).toBe(bit);
    }),
  );
});

describe("a path", () => {
  test("asks for a wide slot's bits in chunks, the most significant first", () => {
    const path = new Path();
    path.add(layout, 41, 200, 2);
    const shift = layout.shift[41] as number;
    const word = ((layout.word[41] as number) + 2) << 5;
    expect(path.where.slice(0, path.length)).toEqual([word | (shift + 2), word | shift]);
    expect(path.mask.slice(0, path.length)).toEqual([63, 3]);
    expect(path.code.slice(0, path.length)).toEqual([50, 0]);
  });

  test("equals its copy, and no path with another read", () => {
    const [path, copy] = [new Path(), new Path()];
    path.add(layout, 3, 1, 0);
    copy.copy(path);
    expect(copy.equals(path)).toBe(true);
    copy.code[0] = 0;
    expect(copy.equals(path)).toBe(false);
    path.clear();
    expect(copy.equals(path)).toBe(false);
  });
});

test("a memo remembers what was kept for a state, and for no other that differs where it looks", () => {
  fc.assert(
    fc.property(readers, fc.array(states, { minLength: 2, maxLength: 60, size: "max" }), (reader, all) => {
      const memo = new Memo();
      const path = new Path();
      for (const state of all) {
        const answer = run(reader, state, path);
        const found = memo.useful ? memo.find(state) : 0;
        if (found !== 0) expect(found).toBe(answer);
        for (let read = 0; read < path.length; read++) {
          const where = path.where[read] as number;
          memo.watch(where >>> 5, (path.mask[read] as number) << (where & 31));
        }
        if (!memo.useful) continue;
        memo.keep(state, answer);
        expect(memo.find(state)).toBe(answer);
      }
    }),
    { numRuns: 150 },
  );
});
