/**
 * Dijkstra's detection of termination on a ring: a token goes round, from node 0 to the last one and down to 0 again, and
 * comes back white only if everybody has come to rest. Follows Dijkstra, Feijen and van Gasteren, *Derivation of a
 * termination detection algorithm for distributed computations* (EWD 840, 1983), as in module EWD840 of tlaplus/Examples, of
 * which the invariant is: one of its three parts is true at any time.
 *
 * Assumed: a message arrives in the step that sends it, and activates whoever gets it. Nodes begin with any activity and
 * colour, the token anywhere, and black.
 */
import type { StateView, ValueOf } from "../../src/index.ts";
import { boolean, enumeration, integer, map, model, protocol, range, subset, weak } from "../../src/index.ts";

/**
 * Termination detection on a ring. After Dijkstra, Feijen and van Gasteren, EWD 840 (1983).
 *
 * @example
 * ```ts
 * console.log((await prove(ewd840())).outcome); // proved
 * ```
 */
export const ewd840 = protocol(
  {
    name: "ewd840",
    about: "Dijkstra's token that finds out whether everybody on a ring has come to rest",
    source: "Dijkstra, Feijen and van Gasteren, EWD 840 (1983); tlaplus/Examples, specifications/ewd840",
    parameters: { nodes: integer({ from: 1, to: 7, default: 3, about: "nodes of the ring" }) },
    mutants: {
      "ewd-unseen": {
        about: "who activates a node that the token has visited does not turn black",
        breaks: "what is detected is so",
        at: {},
        steps: 5,
      },
      "ewd-clean": {
        about: "a black node passes on the token as it came",
        breaks: "what is detected is so",
        at: {},
        steps: 3,
      },
      "ewd-eager": {
        about: "a node passes on the token though it is active and white, and so is the token",
        breaks: "what is detected is so",
        at: {},
        steps: 3,
      },
      "ewd-own": {
        about: "node 0 does not look at its own colour when the token is back",
        breaks: "what is detected is so",
        at: {},
        steps: 5,
      },
      "ewd-black": {
        about: "node 0 sends the token round once more, and leaves it black",
        breaks: "rest is detected",
        at: {},
        steps: 3,
      },
      "ewd-stays": {
        about: "a black node stays black when it passes on the token",
        breaks: "rest is detected",
        at: {},
        steps: 3,
      },
    },
  },
  ({ nodes }, mutant) => {
    const Node = range(0, nodes - 1);
    const Colour = enumeration("white", "black");
    const state = { active: map(Node, boolean), colour: map(Node, Colour), at: Node, token: Colour };
    type State = StateView<typeof state>;
    type Node = ValueOf<typeof Node>;

    const some = (holds: (node: Node) => boolean) => Node.values.some(holds);
    const isBlack = (s: State, node: Node) => s.colour.get(node) === "black";
    const isAtRest = (s: State) => !some((node) => s.active.get(node));
    const isDetected = (s: State) =>
      s.at === 0 && s.token === "white" && !s.active.get(0) && (mutant === "ewd-own" || !isBlack(s, 0));

    return model({
      state,
      words: {
        active: ["node {key} is active", "node {key} is passive"],
        colour: "node {key} is {value}",
        at: "the token is at node {value}",
        token: "the token is {value}",
      },
      init: {
        for: { active: subset(Node), black: subset(Node), at: Node },
        do: (s, { active, black, at }) => {
          for (const node of Node.values) {
            s.active.set(node, active.has(node));
            s.colour.set(node, black.has(node) ? "black" : "white");
          }
          s.at = at;
          s.token = "black";
        },
      },
      rules: {
        // What came back says nothing: once more.
        begin: {
          when: (s) => s.at === 0 && (s.token === "black" || isBlack(s, 0)),
          do: (s) => {
            s.at = nodes - 1;
            if (mutant !== "ewd-black") s.token = "white";
            s.colour.set(0, "white");
          },
        },
        pass: {
          for: { node: Node },
          when: (s, { node }) =>
            node !== 0 &&
            s.at === node &&
            (mutant === "ewd-eager" || !s.active.get(node) || isBlack(s, node) || s.token === "black"),
          do: (s, { node }) => {
            if (isBlack(s, node) && mutant !== "ewd-clean") s.token = "black";
            s.at = node - 1;
            if (mutant !== "ewd-stays") s.colour.set(node, "white");
          },
        },
        // A message activates whoever gets it. It may be one that the token has visited, if its number is the higher one.
        send: {
          for: { from: Node, to: Node },
          when: (s, { from, to }) => from !== to && s.active.get(from),
          do: (s, { from, to }) => {
            s.active.set(to, true);
            if (to > from && mutant !== "ewd-unseen") s.colour.set(from, "black");
          },
        },
        rest: {
          for: { node: Node },
          when: (s, { node }) => s.active.get(node),
          do: (s, { node }) => s.active.set(node, false),
        },
      },
      always: { "what is detected is so": (s) => !isDetected(s) || isAtRest(s) },
      invariants: {
        // The paper's P0, or P1, or P2: each was added because the ones before it could not be kept.
        dijkstra: {
          "all is quiet behind the token, or a black node before it, or it is black": (s) =>
            Node.values.every((node) => node <= s.at || !s.active.get(node)) ||
            some((node) => node <= s.at && isBlack(s, node)) ||
            s.token === "black",
        },
      },
      step: { "rest lasts": (before, after) => !isAtRest(before) || isAtRest(after) },
      reachable: {
        detected: isDetected,
        // The token is back, all rest, and it has to go round once more.
        "at rest, and nobody knows": (s) => s.at === 0 && isAtRest(s) && !isDetected(s),
      },
      leadsTo: { "rest is detected": [isAtRest, isDetected] },
      fairness: { "the token goes on": weak(["begin", "pass"]) },
      view: { colours: { colour: { black: "grey" }, token: { black: "grey" } } },
    });
  },
);
