/**
 * The machine that the kernel runs on: memory by address, and what two threads may do to it at once. This is the
 * WebAssembly one, in AssemblyScript; machine.ts is the same over typed arrays, for everybody else. No other file knows a
 * WebAssembly instruction. For what the functions mean see machine.ts.
 */

/** Of one round of waiting. */
const LOOKS: i32 = 1 << 30;

export function word(at: usize): i32 {
  return load<i32>(at);
}

export function setWord(at: usize, value: i32): void {
  store<i32>(at, value);
}

export function address(at: usize): usize {
  return load<u32>(at);
}

export function element(array: usize, index: i32): i32 {
  return load<i32>(array + ((<u32>index) << 2));
}

export function elementAt(array: usize, index: i32): usize {
  return array + ((<u32>index) << 2);
}

export function add(at: usize, amount: i32): void {
  store<i32>(at, load<i32>(at) + amount);
}

export function real(at: usize): f64 {
  return load<f64>(at);
}

export function addReal(at: usize, amount: f64): void {
  store<f64>(at, load<f64>(at) + amount);
}

export function copy(to: usize, from: usize, bytes: u32): void {
  for (let at: u32 = 0; at < bytes; at += 16) v128.store(to + at, v128.load(from + at));
}

export function clear(from: usize, end: usize): void {
  for (; from < end; from += 16) v128.store(from, i64x2.splat(0));
}

export function xorPair(to: usize, one: usize, other: usize): void {
  store<u64>(to, load<u64>(one) ^ load<u64>(other));
}

export function copyPair(to: usize, from: usize): void {
  store<u64>(to, load<u64>(from));
}

export function isEmpty(pair: usize): bool {
  return load<u64>(pair) === 0;
}

export function lowest(bits: i32): i32 {
  return ctz(bits);
}

export function below(a: i32, b: i32): bool {
  return <u32>a < <u32>b;
}

export function times(a: i32, b: i32): i32 {
  return a * b;
}

export function homeIn(mixed: i32, count: u32): u32 {
  return <u32>((<u64>(<u32>mixed) * <u64>count) >> 32);
}

export function pairsEqual(line: usize, pair: usize, fifth: bool): i32 {
  const wanted = v128.load64_splat(pair);
  const first = i64x2.bitmask(i64x2.eq(v128.load(line), wanted));
  const second = i64x2.bitmask(i64x2.eq(v128.load(line, 16), wanted));
  const rest = fifth && load<u64>(line, 32) === load<u64>(pair);
  return first | (second << 2) | ((<i32>rest) << 4);
}

export function emptyIn(line: usize, fifth: bool): i32 {
  const first = i64x2.bitmask(i64x2.eq(v128.load(line), i64x2.splat(0)));
  const second = i64x2.bitmask(i64x2.eq(v128.load(line, 16), i64x2.splat(0)));
  const rest = fifth && load<u64>(line, 32) === 0;
  return first | (second << 2) | ((<i32>rest) << 4);
}

export function sharedWord(at: usize): i32 {
  return atomic.load<i32>(at);
}

export function awaitWord(at: usize, rounds: i32): i32 {
  let found = sharedWord(at);
  for (let round: i32 = 0; found === 0 && round < rounds; round++) {
    for (let look: i32 = 0; found === 0 && look < LOOKS; look++) found = sharedWord(at);
  }
  if (found === 0) unreachable();
  return found;
}

export function setSharedWord(at: usize, value: i32): void {
  atomic.store<i32>(at, value);
}

export function take(at: usize, amount: i32): i32 {
  return atomic.add<i32>(at, amount);
}

export function exchangeWord(at: usize, expected: i32, value: i32): i32 {
  return atomic.cmpxchg<i32>(at, expected, value);
}

export function claim(at: usize, pair: usize): i32 {
  const wanted = load<u64>(pair);
  let there = atomic.load<u64>(at);
  if (there === 0) there = atomic.cmpxchg<u64>(at, 0, wanted);
  return there === 0 ? 0 : there === wanted ? 1 : 2;
}

export function seek(at: usize, pair: usize): i32 {
  const there = atomic.load<u64>(at);
  return there === 0 ? 0 : there === load<u64>(pair) ? 1 : 2;
}
