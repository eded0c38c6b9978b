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

it("tells of a step that it breaks a link", () => {
  const up = { when: (s: { n: number }) => s.n < 3, do: (s: { n: number }) => void Object.assign(s, { n: s.n + 1 }) };
  const steady = model({ state: { n: range(0, 3) }, rules: { up } });
  const subject = liveModel(
    model({
      state: { n: range(0, 3) },
      rules: {
        up,
        leap: { when: (s) => s.n < 2, do: (s) => void Object.assign(s, { n: s.n + 2 }) },
      },
      refines: { steady: { model: steady, map: (s) => ({ n: s.n }) } },
    }),
  );
  const [start] = [...subject.interpreter.eachInitialState()];
  const { enabled } = choicesIn(subject, start as NonNullable<typeof start>, null);
  expect(enabled.map(({ text, breaks }) => [text, breaks])).toEqual([
    ["up", []],
    ["leap", ["refines steady"]],
  ]);
});
