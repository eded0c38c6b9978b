/**
 * Random models whose closures read what depends on what they have read: guards and claims are random decision trees over a
 * few variables, several claims of each kind. What answers by less than it should have read (a memo, a gate, a stale tree)
 * answers wrong here.
 */
import { type Model, model, range } from "../../src/index.ts";
import { Dice } from "../random/dice.ts";

type State = Record<string, number>;
type Question = (state: State) => boolean;

export function randomTreeModel(seed: number): Model {
  const dice = new Dice(seed);
  const sizes = Array.from({ length: 3 + dice.below(3) }, () => 2 + dice.below(3));
  const names = sizes.map((_, at) => `v${at}`);
  const first = sizes.map((size) => dice.below(size));
  /** Asks at most `depth` variables, one of them first; true at `share` of 100 leaves. */
  const question = (depth: number, share: number): Question => {
    if (depth === 0 || dice.below(6) === 0) {
      const answer = dice.below(100) < share;
      return () => answer;
    }
    const asked = dice.below(sizes.length);
    const children = Array.from({ length: sizes[asked] as number }, () => question(depth - 1, share));
    const name = names[asked] as string;
    return (state) => (children[state[name] as number] as Question)(state);
  };
  const claims = (share: number) =>
    Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`${share} ${at}`, question(sizes.length, share)]));
  const steps = Object.fromEntries(
    [0, 1].map((at) => {
      const [before, after] = [question(sizes.length, 60), question(sizes.length, 90)];
      return [`step ${at}`, (s: State, t: State) => before(s) || after(t)];
    }),
  );
  const rules = Object.fromEntries(
    names.map((name, at) => {
      const [when, by, size] = [question(3, 55), 1 + dice.below(2), sizes[at] as number];
      const change = (s: State) => {
        s[name] = ((s[name] as number) + by) % size;
      };
      return [`move ${name}`, { when, do: change }];
    }),
  );
  return model({
    name: `trees ${seed}`,
    state: Object.fromEntries(names.map((name, at) => [name, range(0, (sizes[at] as number) - 1)])),
    init: (s: State) => {
      for (const [at, name] of names.entries()) s[name] = first[at] as number;
    },
    rules,
    always: claims(93),
    reachable: claims(4),
    step: steps,
    terminal: question(sizes.length, 90),
  } as never);
}
