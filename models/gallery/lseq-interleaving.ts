/**
 * Two users type a word each, at the same place of a document that both edit and that merges their letters. Weidner and
 * Kleppmann, *The Art of the Fugue* (arXiv 2305.00583): where a letter is a number between those of its neighbours, as
 * in Logoot and LSEQ, the words may come out with their letters mixed. RGA has a letter say after which one it was
 * typed, and keeps words together that are typed forwards.
 *
 * Assumed: the document is empty at first, both type forwards, neither sees the other's letters before both are done,
 * and all letters arrive. Of two letters with equal numbers the one of the first user is first.
 */
import { enumeration, integer, map, model, protocol, range, type StateView, sequence } from "../../src/index.ts";

/**
 * Two users type a word each at the same place. After Weidner and Kleppmann, The Art of the Fugue (arXiv 2305.00583).
 *
 * @example
 * ```ts
 * await check(lseqInterleaving({}, "fractional"));
 * ```
 */
export const lseqInterleaving = protocol(
  {
    name: "lseq-interleaving",
    about: "Collaborative editing: two users type a word each at the same place, and the words stay words",
    source: "Weidner and Kleppmann, The Art of the Fugue: Minimizing Interleaving in Collaborative Text Editing (2023)",
    parameters: {
      letters: integer({ from: 1, to: 3, default: 2, about: "how long the words are" }),
      width: integer({ from: 3, to: 9, default: 5, about: "how many places a letter may be given" }),
    },
    mutants: {
      fractional: {
        about: "a letter is given any place behind the one typed before it, as in Logoot and LSEQ",
        breaks: "words are not interleaved",
        at: {},
        steps: 4,
      },
    },
  },
  ({ letters, width }, mutant) => {
    const User = enumeration("Ann", "Ben");
    const Place = range(1, width);
    const state = { typed: map(User, sequence(Place, { capacity: letters })) };
    type State = StateView<typeof state>;

    /** Who typed the document's letters, in its order: by place, or as RGA has it, the later user's word first. */
    const authors = (s: State) => {
      const all = User.values.flatMap((user) => [...s.typed.get(user)].map((place) => ({ user, place })));
      const isFractional = mutant === "fractional";
      return (isFractional ? all.sort((one, other) => one.place - other.place) : all.reverse()).map(({ user }) => user);
    };

    return model({
      state,
      words: { typed: "the {nth} character of {key} is at position {value}" },
      rules: {
        type: {
          for: { user: User, place: Place },
          when: (s, { user, place }) => {
            const before = s.typed.get(user).at(-1) ?? 0;
            const isAllowed = mutant === "fractional" ? place > before : place === before + 1;
            return isAllowed && s.typed.get(user).length < letters;
          },
          do: (s, { user, place }) => s.typed.get(user).push(place),
        },
      },
      always: {
        "words are not interleaved": (s) => {
          const document = authors(s);
          return document.length < 2 * letters || document.filter((user, at) => user !== document[at - 1]).length === 2;
        },
      },
      reachable: { "both have typed": (s) => authors(s).length === 2 * letters },
    });
  },
);
