/**
 * How lists and subsets are numbered.
 *
 * *Lists*: the shorter first; those of one length are mixed-radix numbers of their values, the first the most significant.
 *
 * *Subsets* in the order of the binary numbers in which member m is worth 2^m. Of those of any size that is the number itself,
 * and what a member is worth does not depend on the others. Of those of `min` to `max` members it is their rank among the
 * numbers with so many ones (Knuth, *The Art of Computer Programming*, 7.2.1.3).
 *
 * Numbers are exact up to 2^53; what is above is Infinity.
 */

/** How many lists of `min` to `max` of `size` values there are. */
export function listCount(size: number, min: number, max: number): number {
  return listStarts(size, min, max).at(-1) as number;
}

/** Per length from `min` to `max` the number of lists that are shorter, and behind them that of all. */
export function listStarts(size: number, min: number, max: number): number[] {
  const starts = [0];
  let ofLength = 1;
  for (let length = 0; length < min && ofLength < Infinity; length++) ofLength = exact(ofLength * size);
  for (let length = min; length <= max; length++) {
    starts.push(exact((starts.at(-1) as number) + ofLength));
    ofLength = exact(ofLength * size);
  }
  return starts;
}

function exact(count: number): number {
  return count <= Number.MAX_SAFE_INTEGER ? count : Infinity;
}

/** So many numbers are kept in a table, of those that subsets are ranked by. */
const TABLED = 2 ** 16;

/** The subsets of 0 .. n - 1 that have `min` to `max` members, and their numbers. */
export class SubsetNumbers {
  readonly n: number;
  readonly min: number;
  readonly max: number;
  readonly size: number;
  /** Whether a member is worth the same whatever the others are. */
  readonly isAdditive: boolean;
  readonly #table: Float64Array | null;

  constructor(n: number, min: number, max: number) {
    this.n = n;
    this.min = min;
    this.max = max;
    this.isAdditive = min === 0 && max >= n;
    this.size = subsetCount(n, min, max);
    const columns = max + 1;
    const isTabled = !this.isAdditive && this.size < Infinity && n * columns <= TABLED;
    this.#table = isTabled
      ? Float64Array.from({ length: n * columns }, (_, at) =>
          subsetCount(Math.floor(at / columns), min - (at % columns), max - (at % columns)),
        )
      : null;
  }

  /** The number of a subset; its members ascend, and are `min` to `max`. */
  codeOf(members: readonly number[]): number {
    let code = 0;
    for (let at = 0; at < members.length; at++) code += this.#below(members[at] as number, members.length - 1 - at);
    return code;
  }

  /** The members of a subset, ascending. */
  membersOf(code: number): number[] {
    const members: number[] = [];
    let rest = code;
    for (let end = this.n; ; ) {
      // The largest member is the last one of which those with smaller members are not beyond the number.
      let [from, to] = [-1, end - 1];
      while (from < to) {
        const middle = Math.ceil((from + to) / 2);
        if (this.#below(middle, members.length) <= rest) from = middle;
        else to = middle - 1;
      }
      if (from < 0) return members.reverse();
      rest -= this.#below(from, members.length);
      members.push(from);
      end = from;
    }
  }

  /** How many subsets agree with one on its `above` members that are greater than `member`, and have only smaller ones besides. */
  #below(member: number, above: number): number {
    if (this.isAdditive) return 2 ** member;
    if (this.#table !== null) return this.#table[member * (this.max + 1) + above] ?? 0;
    return subsetCount(member, this.min - above, this.max - above);
  }
}

/** How many subsets of n values have `min` to `max` members. */
export function subsetCount(n: number, min: number, max: number): number {
  if (min <= 0 && max >= n) return exact(2 ** n);
  // As many have the others as members; what is counted up to the smaller bound only grows until it is beyond all numbers.
  if (n - min < max) return subsetCount(n, n - max, n - min);
  let count = 0;
  let ofSize = 1;
  for (let size = 0; size <= Math.min(n, max); size++) {
    if (size >= min) count = exact(count + ofSize);
    // It only grows up to n / 2, and at that `min` is reached.
    if (count === Infinity || ofSize === Infinity) return Infinity;
    ofSize = timesOver(ofSize, n - size, size + 1);
  }
  return count;
}

/** a * b / c, which is whole. */
function timesOver(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER || a === Infinity) return product / c;
  return exact(Number((BigInt(a) * BigInt(b)) / BigInt(c)));
}
