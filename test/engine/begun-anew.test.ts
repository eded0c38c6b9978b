/** A property whose tree was given up early, since in the first states most was new, is learned anew where a search is handed over. */
import { afterEach, describe, expect, it } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { kernelRelief } from "../../src/engine/hand-over.ts";
import { explore } from "../../src/explore/explorer.ts";
import type { Walk } from "../../src/explore/walk.ts";
import { map, model as modelOf, range } from "../../src/index.ts";
import { DEFAULT_THRESHOLDS, setThresholds } from "../../src/thresholds.ts";

const WINDOW = DEFAULT_THRESHOLDS.learningWindow;

/** 2^`lamps` states, each found once and with a way of its own through what the property asks: lamps are lit from the first on. */
function lampsOf(lamps: number) {
  const lamp = range(1, lamps);
  return modelOf({
    state: { isLit: map(lamp, range(0, 1)) },
    rules: {
      light: {
        for: { which: lamp },
        when: (state, { which }) => lamp.values.every((each) => each < which || state.isLit.get(each) === 0),
        do: (state, { which }) => {
          state.isLit.set(which, 1);
        },
      },
    },
    always: { few: (state) => lamp.values.reduce((sum, which) => sum + state.isLit.get(which), 0) <= lamps },
  });
}

const counts = ({ distinct, generated, depth, enabled, findings }: Walk) => ({
  distinct,
  generated,
  depth,
  enabled,
  findings,
});

async function searched(lamps: number, kernelFrom: number) {
  const model = lampsOf(lamps);
  const options = { help: null, store: "compact", memoryBytes: 64e6, properties: [0], keepGoing: true } as const;
  const expected = counts(await explore(compile(model), options));
  setThresholds({ kernelFrom });
  const program = compile(model);
  const answers: string[] = [];
  const publish = program.publish.bind(program);
  program.publish = (usage) => {
    const published = publish(usage);
    answers.push(typeof published === "string" ? published : "published");
    return published;
  };
  const walk = await explore(program, options, kernelRelief);
  expect(counts(walk)).toEqual(expected);
  return { engine: walk.engine, distinct: walk.distinct, answers };
}

afterEach(() => setThresholds({}));

describe("a property that was given up for what it had to learn", () => {
  it("does not keep a search from the kernel", async () => {
    const { engine, distinct, answers } = await searched(13, WINDOW + 500);
    expect(distinct).toBe(2 * WINDOW);
    expect(engine).toBe("kernel");
    expect(answers[0]).toBe("published");
  });

  it("is begun anew once: where as much is new again, the search goes back", async () => {
    const { engine, answers } = await searched(14, WINDOW + 500);
    expect(engine).toBe("reference");
    expect(answers[0]).toBe("published");
    expect(answers.at(-1)).toBe("property few is evaluated directly");
  });
});
