/** Quorums: sets large enough that any two of them meet. What voting and Paxos share. */

/** More than half of `members`. */
export function majorityOf(members: number): number {
  return Math.floor(members / 2) + 1;
}

/** Whether `count` of the members or more satisfy `holds`. Asks no more members than it takes to know. */
export function atLeast<T>(count: number, members: readonly T[], holds: (member: T) => boolean): boolean {
  let missing = count;
  for (const [asked, member] of members.entries()) {
    if (missing <= 0) return true;
    if (missing > members.length - asked) return false;
    if (holds(member)) missing--;
  }
  return missing <= 0;
}

/** What `find` finds for each of the members, or null as soon as it finds nothing for one. */
export function forAll<T, U>(members: readonly T[], find: (member: T) => U | undefined): U[] | null {
  const found: U[] = [];
  for (const member of members) {
    const one = find(member);
    if (one === undefined) return null;
    found.push(one);
  }
  return found;
}

/** Every set of `size` members or more, the small ones first. */
export function setsOfAtLeast<T>(size: number, members: readonly T[]): readonly (readonly T[])[] {
  let sets: T[][] = [[]];
  for (const member of members) sets = sets.flatMap((some) => [some, [...some, member]]);
  return sets.filter((some) => some.length >= size).sort((one, other) => one.length - other.length);
}

/** Every way to take one of the options of each member; none when a member has no options. */
export function oneOfEach<T, U>(members: readonly T[], options: (member: T) => readonly U[]): U[][] {
  let ways: U[][] = [[]];
  for (const member of members) {
    const more = options(member);
    if (more.length === 0) return [];
    ways = ways.flatMap((way) => more.map((option) => [...way, option]));
  }
  return ways;
}
