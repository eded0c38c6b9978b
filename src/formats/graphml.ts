/**
 * Graphs in GraphML (graphml.graphdrawing.org/specification), which yEd, Gephi, Cytoscape and NetworkX open: a node for each
 * state with a value for each of its fields, an edge for each step. Parallel steps stay apart.
 */
import { printable } from "../printable.ts";
import { plainText } from "../state/plain.ts";
import { type DrawnGraph, stepLabel } from "./drawn-graph.ts";

const NAMESPACE = "http://graphml.graphdrawing.org/xmlns";

export function graphmlText({ title, states, steps }: DrawnGraph): string {
  const fields = [...new Set(states.flatMap(({ state }) => Object.keys(state)))];
  const keys = [
    ["label", "node", "string", "label"],
    ["initial", "node", "boolean", "initial"],
    ["terminal", "node", "boolean", "terminal"],
    ["violates", "node", "string", "violates"],
    ["beyond", "node", "string", "beyond"],
    ...fields.map((name, at) => [`field${at}`, "node", "string", `state.${name}`]),
    ["text", "edge", "string", "label"],
    ["step", "edge", "int", "step"],
    ["rule", "edge", "string", "rule"],
    ["breaks", "edge", "string", "violates"],
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<graphml xmlns="${NAMESPACE}">`,
    `  <desc>${xmlText(title)}</desc>`,
    ...keys.map(
      ([id, of, type, name]) =>
        `  <key id="${id}" for="${of}" attr.name="${xmlText(name as string)}" attr.type="${type}"/>`,
    ),
    '  <graph id="states" edgedefault="directed">',
    ...states.flatMap(({ state, isInitial, isTerminal, violates, beyond }, at) => [
      `    <node id="s${at}">`,
      data("label", String(at)),
      data("initial", String(isInitial)),
      ...(isTerminal === null ? [] : [data("terminal", String(isTerminal))]),
      ...(violates.length === 0 ? [] : [data("violates", violates.join("\n"))]),
      ...(beyond.length === 0 ? [] : [data("beyond", beyond.join("\n"))]),
      ...fields.flatMap((name, field) => {
        const value = state[name];
        return value === undefined ? [] : [data(`field${field}`, plainText(value))];
      }),
      "    </node>",
    ]),
    ...steps.flatMap((step, at) => [
      `    <edge id="e${at}" source="s${step.from}" target="s${step.to}">`,
      data("text", stepLabel(step)),
      ...(step.step === null ? [] : [data("step", String(step.step))]),
      data("rule", step.rule),
      ...(step.violates.length === 0 ? [] : [data("breaks", step.violates.join("\n"))]),
      "    </edge>",
    ]),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function data(key: string, text: string): string {
  return `      <data key="${key}">${xmlText(text)}</data>`;
}

/** Text, or the value of an attribute; what XML 1.0 cannot have at all is written as JavaScript would. */
export function xmlText(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/gu, (character) => `\\u${(character.codePointAt(0) as number).toString(16)}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
