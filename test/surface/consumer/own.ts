import { model, range } from "synod";
import { check, toText } from "synod/check";

const N = range(0, 99);
export const counters = model({
  state: { a: N, b: N },
  rules: { a: { when: (s) => s.a < 99, do: (s) => void s.a++ }, b: { when: (s) => s.b < s.a, do: (s) => void s.b++ } },
  always: { ordered: (s) => s.b <= s.a, close: (s) => s.a - s.b < 90 },
});
console.log(toText(await check(counters, { workers: 2, eager: true, properties: ["close"] })));
