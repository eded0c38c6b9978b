/**
 * What a hand-written search is told about its protocol: a state packed into words, its steps, and agreement. There are
 * two forms of Paxos, one with the state that the model declares and one with shortcuts; the search is the same.
 */
import type { Instance } from "./search-memory.ts";

export interface Form {
  /** The state that steps start from and change; the initial one is zero. */
  readonly state: Int32Array;
  /**
   * Makes each step from the state, calls `visit`, which restores the state, wherever a step has changed something, and
   * says how many steps there are.
   */
  expand(visit: () => void): number;
  /** Whether no two values are chosen. */
  agrees(): boolean;
}

export type FormOf = (instance: Instance) => Form;

/** So many bytes, rounded up to words, and a function that hands out the next of them. */
export function bytesOf(count: number): [words: Int32Array, take: (count: number) => Uint8Array] {
  const words = new Int32Array(new ArrayBuffer(4 * Math.ceil(count / 4)));
  let taken = 0;
  const take = (some: number) => {
    taken += some;
    return new Uint8Array(words.buffer, taken - some, some);
  };
  return [words, take];
}

/** By set of acceptors, as bits: 1 where they are a majority. */
export function quorums(acceptors: number): Uint8Array {
  const majority = Math.floor(acceptors / 2) + 1;
  return Uint8Array.from({ length: 2 ** acceptors }, (_, set) => Number(membersOf(set) >= majority));
}

function membersOf(set: number): number {
  return set === 0 ? 0 : (set & 1) + membersOf(set >>> 1);
}
