// What could happen in a state in which a rule throws.
import { expect, it } from "vitest";
import { enumeration, model, range } from "../../src/index.ts";
import { choicesIn } from "../../src/page/choices.ts";
import { liveModel } from "../../src/page/path.ts";

it("tells the instance that throws from those that still lead somewhere", () => {
  const Node = enumeration("n1", "n2");
  const subject = liveModel(
    model({
      state: { n: range(0, 1) },
      rules: {
        up: {
          for: { by: Node },
          do: (s, { by }) => {
            s.n += by === "n1" ? 2 : 1;
          },
        },
      },
    }),
  );
  const [start] = [...subject.interpreter.eachInitialState()];
  const { enabled, refused, throwing } = choicesIn(subject, start as NonNullable<typeof start>, null);
  expect(enabled.map(({ text }) => text)).toEqual(["up(by: n2)"]);
  expect(throwing.map(({ text, message }) => [text, message.split(":")[0]])).toEqual([
    ["up(by: n1)", "n cannot hold 2"],
  ]);
  expect(refused).toEqual([]);
});
