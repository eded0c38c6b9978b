// DOT is read by Graphviz itself, GraphML by a strict reader of XML and the rules of its specification.
import { instance } from "@viz-js/viz";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { consensus, paxos, twoPhaseCommit } from "../../models/index.ts";
import { check } from "../../src/check/check.ts";
import { dotText } from "../../src/formats/dot.ts";
import { type DrawnGraph, drawnTrace } from "../../src/formats/drawn-graph.ts";
import { graphmlText } from "../../src/formats/graphml.ts";
import { stateGraph } from "../../src/formats/state-graph.ts";
import { bag, type Model, map, model, range, scalarset } from "../../src/index.ts";
import { printable } from "../../src/printable.ts";
import { plainText } from "../../src/state/plain.ts";
import { randomModel } from "../support/random-model.ts";
import { refusal } from "../support/refusal.ts";
import { hostileModel, hostileNames, hostileSteps } from "./hostile.ts";
import { toldWalk } from "./told-walks.ts";

const viz = await instance();

interface Drawn {
  readonly objects?: readonly { readonly name: string; readonly label: string; readonly peripheries?: string }[];
  readonly edges?: readonly { readonly tail: number; readonly head: number; readonly label: string }[];
}

/** What Graphviz understood. */
function drawn(dot: string): Drawn {
  const { status, output, errors } = viz.render(dot, { format: "dot_json" });
  // It warns of signs whose width it has to guess.
  expect({ status, errors: errors.filter(({ level }) => level === "error") }).toEqual({
    status: "success",
    errors: [],
  });
  return JSON.parse(output as string);
}

/** As Graphviz keeps a label: with its escapes, references to characters not yet resolved. */
const inLabel = (text: string) => printable(text).replaceAll("&", "&amp;").replaceAll("\\", "\\\\");

interface Element {
  readonly name: string;
  readonly of: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

function parseXml(text: string): Element {
  const root: Element = { name: "", of: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Element = { name, of: attributes as Record<string, string>, children: [], text: "" };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("text", (part) => {
    (open.at(-1) as Element).text += part;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0] as Element;
}

/** What the specification of GraphML demands of a file, as far as it goes. */
function expectGraphml(text: string, graph: DrawnGraph): Element {
  const root = parseXml(text);
  expect([root.name, root.of["xmlns"]]).toEqual(["graphml", "http://graphml.graphdrawing.org/xmlns"]);
  expect(root.children.map(({ name }) => name).filter((name) => name !== "key")).toEqual(["desc", "graph"]);
  const keys = root.children.filter(({ name }) => name === "key");
  const [found] = root.children.filter(({ name }) => name === "graph");
  const { of, children } = found as Element;
  expect(of["edgedefault"]).toBe("directed");
  const ids = [...keys, ...children].map((element) => element.of["id"] as string);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z_][\w.-]*$/);
  const nodes = new Set(children.filter(({ name }) => name === "node").map((node) => node.of["id"]));
  expect(nodes.size).toBe(graph.states.length);
  expect(children).toHaveLength(graph.states.length + graph.steps.length);
  for (const element of children) {
    if (element.name === "edge")
      expect([nodes.has(element.of["source"]), nodes.has(element.of["target"])]).toEqual([true, true]);
    for (const datum of element.children) {
      const key = keys.find((each) => each.of["id"] === datum.of["key"]) as Element;
      expect([datum.name, key.of["for"]]).toEqual(["data", element.name]);
      if (key.of["attr.type"] === "boolean") expect(["true", "false"]).toContain(datum.text);
      if (key.of["attr.type"] === "int") expect(datum.text).toMatch(/^\d+$/);
    }
  }
  return found as Element;
}

describe("a trace as a drawing", () => {
  it("has in DOT a box for each state and an arrow for each step, of whatever names", () => {
    const graph = drawnTrace(toldWalk(hostileModel(), { initial: 0, steps: hostileSteps }));
    const { objects = [], edges = [] } = drawn(dotText(graph));
    expect(objects.map(({ name }) => name)).toEqual(graph.states.map((_, at) => `s${at}`));
    expect(edges.map(({ tail, head }) => [tail, head])).toEqual(hostileSteps.map((_, at) => [at, at + 1]));
    edges.forEach(({ label }, at) => {
      expect(label).toBe(inLabel(`${hostileNames[at + 1]}(who: p${(at % 2) + 1})`));
    });
  });

  it("has in GraphML what its names are", () => {
    const graph = drawnTrace(toldWalk(hostileModel(), { initial: 0, steps: hostileSteps }));
    const { children } = expectGraphml(graphmlText(graph), graph);
    const rules = children
      .filter(({ name }) => name === "edge")
      .map((edge) => edge.children.find(({ of }) => of["key"] === "rule")?.text);
    expect(rules).toEqual(hostileNames.slice(1).map(printable));
  });

  it("returns, of a lasso, to where the loop starts", () => {
    const turn = model({
      state: { n: range(0, 2) },
      rules: { on: { do: (s) => void Object.assign(s, { n: s.n === 2 ? 1 : s.n + 1 }) } },
    });
    const graph = drawnTrace(toldWalk(turn, { initial: 0, steps: [0, 0, 0], loop: 1 }));
    expect(graph.steps.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
    expect(drawn(dotText(graph)).objects).toHaveLength(3);
    expectGraphml(graphmlText(graph), graph);
  });
});

describe("a state graph", () => {
  const graphOf = (made: Model, maxStates = 2000) => stateGraph(made, { title: "a graph", maxStates });

  it.each([
    ["consensus", consensus({ values: 3 })],
    ["two-phase commit", twoPhaseCommit({ participants: 2 })],
    ["paxos", paxos({ acceptors: 2, ballots: 2, values: 1 })],
  ])("of %s has as many states and steps as a check counts", async (_, made) => {
    const { verdict } = await check(made, { symmetry: false, workers: 1 });
    const graph = graphOf(made);
    const initial = graph.states.filter(({ isInitial }) => isInitial).length;
    expect({
      distinct: graph.states.length,
      generated: graph.steps.length + initial,
      depth: Math.max(...graph.depths),
    }).toEqual(verdict.states);
    expect(graph.states.filter(({ isTerminal }) => isTerminal)).toHaveLength(verdict.terminalStates as number);
    expectGraphml(graphmlText(graph), graph);
  });

  it("marks what is violated, as a check finds it, of random models", async () => {
    let violated = 0;
    for (let seed = 0; seed < 40; seed++) {
      const made = randomModel(seed, { space: 60, fault: null });
      const graph = graphOf(made);
      const marked = new Set([...graph.states, ...graph.steps].flatMap(({ violates }) => violates));
      const { verdict } = await check(made, { symmetry: false, workers: 1, keepGoing: true });
      const expected = verdict.properties.filter(
        ({ name, outcome }) => outcome === "violated" && graph.judged.includes(name),
      );
      expect(marked).toEqual(new Set(expected.map(({ name }) => name)));
      if (marked.size > 0) violated++;
      // To lay out a large one takes seconds.
      if (graph.steps.length < 40) expect(drawn(dotText(graph)).objects).toHaveLength(graph.states.length);
    }
    expect(violated).toBeGreaterThan(5);
  });

  it("marks an initial state that a link maps to none, as a check finds it", async () => {
    const up = { when: (s: { n: number }) => s.n < 3, do: (s: { n: number }) => void Object.assign(s, { n: s.n + 1 }) };
    const fromZero = model({ state: { n: range(0, 3) }, rules: { up } });
    const made = model({
      state: { n: range(0, 3) },
      init: { for: { first: range(0, 1) }, do: (s, { first }) => void Object.assign(s, { n: first }) },
      rules: { up },
      refines: { counter: { model: fromZero, map: (s) => ({ n: s.n }) } },
    });
    expect((await check(made, { workers: 1 })).verdict.outcome).toBe("violated");
    const { states, steps, judged } = graphOf(made);
    expect(judged).toEqual(["refines counter"]);
    expect(states.map(({ violates }) => violates)).toEqual([[], ["refines counter"], [], []]);
    expect(steps.flatMap(({ violates }) => violates)).toEqual([]);
  });

  it("runs nothing in states beyond the constraint, and says which bounds they are beyond", () => {
    const endless = model({
      state: { n: range(0, 2) },
      rules: { up: { do: (s) => void Object.assign(s, { n: s.n + 1 }) } },
      constraint: { always: { low: (s) => s.n < 2 } },
      terminal: "forbidden",
    });
    const { states, steps } = graphOf(endless);
    expect(states.map(({ beyond, isTerminal, violates }) => [beyond, isTerminal, violates])).toEqual([
      [[], false, []],
      [[], false, []],
      [["low"], null, []],
    ]);
    expect(steps).toHaveLength(2);
  });

  it("is refused, not cut, when it is too large: by one state", () => {
    const made = consensus({ values: 3 });
    expect(graphOf(made, 4).states).toHaveLength(4);
    const { code, message } = refusal(() => graphOf(made, 3));
    expect(code).toBe("SYN413");
    expect(message).toContain("more than 3 states");
  });

  it("throws what a guard throws", () => {
    const broken = model({
      state: { n: range(0, 1) },
      rules: {
        up: {
          when: () => {
            throw new RangeError("no");
          },
          do: () => {},
        },
      },
    });
    expect(refusal(() => graphOf(broken)).code).toBe("SYN303");
  });

  it("has every value of every kind of field", () => {
    const Node = scalarset("n", 2);
    const made = model({
      state: { b: bag(range(0, 1), { capacity: 2 }), m: map(Node, map(Node, range(0, 1))) },
      rules: { add: { when: (s) => s.b.size < 2, do: (s) => s.b.add(1) } },
    });
    const graph = graphOf(made);
    const { children } = expectGraphml(graphmlText(graph), graph);
    const values = children
      .filter(({ name }) => name === "node")
      .map((node) => node.children.filter(({ of }) => of["key"]?.startsWith("field")).map(({ text }) => text));
    expect(values).toEqual(graph.states.map(({ state }) => Object.values(state).map(plainText)));
    expect(values[2]?.[0]).toBe("{|1, 1|}");
  });
});
