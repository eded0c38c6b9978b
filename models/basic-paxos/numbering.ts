/** The numbers that proposers use, one larger than the other. */

/** A proposer that looks for its next number: the last one (0: none), its place among the proposers, how many they are. */
export interface Numbering {
  readonly number: number;
  readonly place: number;
  readonly proposers: number;
}

/** Its place, and then as many further on as there are proposers: no two proposers ever use the same number. */
export function unique({ number, place, proposers }: Numbering): number {
  return number === 0 ? place + 1 : number + proposers;
}

/** One more: everybody counts 1, 2, 3. */
export function shared({ number }: Numbering): number {
  return number + 1;
}
