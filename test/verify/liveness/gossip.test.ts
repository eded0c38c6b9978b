import { describe, expect, test } from "vitest";
import { explore } from "./models/explorer.ts";
import { gossip, hasConverged, lagBehindWriter } from "./models/gossip.ts";
import { ask, HOLDS, violated } from "./models/question.ts";

/** Counts and verdicts: docs/the-text.md (G3, G4), test/oracles. */
const converges = { kind: "eventuallyAlways", goal: hasConverged } as const;
const none = (): null => null;
const perPair = (name: string): string | null => (/bump|lose/.test(name) ? null : name);
/** `push(0,1)` and `push(0,2)` are one class; so are the sends, while each receive is its own. */
const perSender = (name: string): string | null => (/push|send/.test(name) ? name.replace(/,.*/, "") : perPair(name));

describe("gossip", () => {
  test.each([
    [2, 1, 9, 25],
    [2, 2, 36, 109],
    [3, 1, 123, 814],
  ])("of %i nodes and %i versions, atomic, has %i states, %i generated", (nodes, versions, states, generated) => {
    const explored = explore(gossip({ nodes, versions, transport: "atomic" }));
    expect([explored.graph.states, explored.generated]).toEqual([states, generated]);
  });

  test("G3: with atomic pushes converges under fairness per pair or per sender, not without fairness", () => {
    const atomic = explore(gossip({ nodes: 3, versions: 1, transport: "atomic" }));
    expect(ask(atomic, { ...converges, classOf: perPair })).toMatchObject(HOLDS);
    expect(ask(atomic, { ...converges, classOf: perSender })).toMatchObject(HOLDS);
    expect(ask(atomic, { ...converges, classOf: none })).toMatchObject(violated(1, 0));
    expect(ask(atomic, { ...converges, kind: "alwaysReachable", classOf: none })).toMatchObject(HOLDS);
  });

  test("G4: in flight, a sender that is fair only as a whole may always pick the same target", () => {
    const rumour = explore(gossip({ nodes: 3, versions: 1, transport: "in flight", rumour: true }));
    expect(ask(rumour, { ...converges, classOf: perPair })).toMatchObject(HOLDS);
    expect(ask(rumour, { ...converges, classOf: perSender })).toMatchObject(violated(2, 6));
  });

  test("G4: a lossy channel needs strong fairness of receiving", () => {
    const lossy = explore(gossip({ nodes: 2, versions: 1, transport: "in flight", lossy: true }));
    const kindOf = (name: string) => (name.startsWith("receive") ? "strong" : "weak");
    expect(ask(lossy, { ...converges, classOf: perPair }).outcome).toBe("violated");
    expect(ask(lossy, { ...converges, classOf: perPair, kindOf })).toMatchObject(HOLDS);
  });

  test("G4: with a writer that never stops, three nodes need never agree again; a lag cut off at 1 hides it", () => {
    const agree = { kind: "alwaysEventually", goal: (lag: number[]) => lag.every((n) => n === 0) } as const;
    const classOf = (name: string) => name;
    const kindOf = (): "strong" => "strong";
    expect(ask(explore(lagBehindWriter(2, 2)), { ...agree, classOf })).toMatchObject(HOLDS);
    expect(ask(explore(lagBehindWriter(3, 1)), { ...agree, classOf }).outcome).toBe("violated");
    expect(ask(explore(lagBehindWriter(3, 1)), { ...agree, classOf, kindOf })).toMatchObject(HOLDS);
    expect(ask(explore(lagBehindWriter(3, 2)), { ...agree, classOf }).outcome).toBe("violated");
    expect(ask(explore(lagBehindWriter(3, 2)), { ...agree, classOf, kindOf }).outcome).toBe("violated");
  });
});
