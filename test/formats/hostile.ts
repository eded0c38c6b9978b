// Names that mean something in each of the formats, or to whoever shows them.
import { enumeration, type Model, map, model, scalarset, set } from "../../src/index.ts";

export const hostileNames: readonly string[] = [
  "<script>alert(1)</script>",
  "a\"quoted\\\" 'one'",
  "line\nbreak\r\n\ttab",
  "\u202eright to left\u200f \u05d0",
  "```sh\nrm -rf\n```",
  "| cell | `code` |",
  "end",
  "wrap: #59; %% {init}",
  "&amp; &#60; ]]> <!--",
  "@somebody #12 *bold* _it_ [x](y)",
  "\\N \\l \\G",
  '{"clock":1}',
  " ",
  "x".repeat(3000),
  "\ud800 half",
  "\u0000 nul \u0007",
  "名前 ñ 🙂",
];

/** Fields, rules, values, messages and properties have all of these names. */
export function hostileModel(): Model {
  const Name = enumeration(...(hostileNames as [string, ...string[]]));
  const Who = scalarset("p", 2);
  const rules = Object.fromEntries(
    hostileNames.map((name) => [
      name,
      {
        for: { who: Who },
        when: (s: { at: { get(who: unknown): string } }, { who }: { who: unknown }) => s.at.get(who) !== name,
        do: (
          s: { at: { set(who: unknown, to: string): void }; seen: { add(to: string): void } },
          { who }: { who: unknown },
        ) => {
          s.at.set(who, name);
          s.seen.add(name);
        },
      },
    ]),
  );
  return model({
    name: "<b>hostile</b>",
    state: { at: map(Who, Name), seen: set(Name) },
    rules: rules as never,
    always: Object.fromEntries(hostileNames.map((name) => [name, () => true])),
  } as never);
}

/** A list of steps that takes each rule once, by turns. */
export const hostileSteps: readonly number[] = hostileNames.slice(1).map((_, at) => 2 * (at + 1) + (at % 2));
