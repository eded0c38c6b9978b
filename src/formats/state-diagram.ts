/** A state diagram in Mermaid: for graphs of some ten states, on a page that draws it where it stands. */
import { type DrawnGraph, parallelSteps, stepLabel } from "./drawn-graph.ts";
import { mermaidWords } from "./mermaid.ts";

export function stateDiagramText(graph: DrawnGraph): string {
  const states = graph.states.flatMap(({ lines, violates, beyond }, at) => [
    `  state "${at}" as s${at}`,
    ...[...lines, ...violates.map((name) => `false: ${name}`), ...beyond.map((name) => `beyond ${name}`)].map(
      (line) => `  s${at}: ${mermaidWords(line)}`,
    ),
  ]);
  const ends = graph.states.flatMap(({ isInitial, isTerminal }, at) => [
    ...(isInitial ? [`  [*] --> s${at}`] : []),
    ...(isTerminal === true ? [`  s${at} --> [*]`] : []),
  ]);
  const steps = parallelSteps(graph).map((together) => {
    const { from, to } = together[0] as DrawnGraph["steps"][number];
    const broken = [...new Set(together.flatMap(({ violates }) => violates))].map((name) => `false: ${name}`);
    return `  s${from} --> s${to}: ${mermaidWords([...together.map(stepLabel), ...broken].join(", "))}`;
  });
  const violated = graph.states.flatMap(({ violates }, at) => (violates.length > 0 ? [`  class s${at} violated`] : []));
  const style = violated.length === 0 ? [] : ["  classDef violated stroke:#b01358,stroke-width:3px", ...violated];
  return `${["stateDiagram-v2", ...states, ...ends, ...steps, ...style].join("\n")}\n`;
}
