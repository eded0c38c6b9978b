/** What errors of declarations say of a guard or predicate that answered something else than true or false. */
export const notBoolean = (answered: string) =>
  answered === "undefined"
    ? {
        likelyCause: "a body in braces without `return`, or a look at something that is not there",
        remedy: "answer true or false in every case: (s) => s.x > 0, or (s) => { return s.x > 0; }",
      }
    : {
        likelyCause: "it computes a value and does not compare it",
        remedy: "compare: write s.x % 2 === 1 rather than s.x & 1, and s.holder !== null rather than s.holder",
      };
