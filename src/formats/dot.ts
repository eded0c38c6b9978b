/**
 * Graphs in DOT, the language of Graphviz: states as boxes, initial ones with a bold border, terminal ones with a double one,
 * violated ones red and crossed by the property's name; steps between the same two states on one arrow.
 */
import { printable } from "../printable.ts";
import { type DrawnGraph, type DrawnState, parallelSteps, stepLabel } from "./drawn-graph.ts";

export function dotText(graph: DrawnGraph): string {
  const states = graph.states.map((state, at) => `  s${at} [${attributes(stateAttributes(state, at))}];`);
  const steps = parallelSteps(graph).map((together) => {
    const { from, to } = together[0] as DrawnGraph["steps"][number];
    const violated = [...new Set(together.flatMap(({ violates }) => violates))];
    const lines = [...together.map(stepLabel), ...violated.map((name) => `✗ ${name}`)];
    const colour = violated.length > 0 ? { color: '"#b01358"', fontcolor: '"#b01358"' } : {};
    return `  s${from} -> s${to} [${attributes({ label: dotString(lines), ...colour })}];`;
  });
  return [
    "digraph {",
    `  label=${dotString([graph.title])}; labelloc=t; fontname="Helvetica"; rankdir=TB;`,
    '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...states,
    ...steps,
    "}",
    "",
  ].join("\n");
}

function stateAttributes(state: DrawnState, at: number): Readonly<Record<string, string>> {
  const { lines, isInitial, isTerminal, violates, beyond } = state;
  const marks = [...violates.map((name) => `✗ ${name}`), ...beyond.map((name) => `beyond ${name}`)];
  const style = ["rounded", ...(isInitial ? ["bold"] : []), ...(beyond.length > 0 ? ["dashed"] : [])];
  return {
    label: dotString([`${at}${isInitial ? " (initial)" : ""}`, ...lines, ...marks]),
    ...(style.length > 1 && { style: `"${style.join(",")}"` }),
    ...(isTerminal === true && { peripheries: "2" }),
    ...(violates.length > 0 && { color: '"#b01358"', fontcolor: '"#b01358"' }),
  };
}

function attributes(all: Readonly<Record<string, string>>): string {
  return Object.entries(all)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");
}

/**
 * Lines of a label as a quoted string, each to the left. Graphviz reads escapes in it, and references to characters as HTML has
 * them: backslashes, quotes and ampersands stand for themselves only when they are written otherwise.
 */
export function dotString(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    printable(line).replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return lines.length === 1 ? `"${escaped[0]}"` : `"${escaped.map((line) => `${line}\\l`).join("")}"`;
}
