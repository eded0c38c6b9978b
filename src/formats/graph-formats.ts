/** The writers of state graphs, by their formats' names. */
import { dotText } from "./dot.ts";
import type { DrawnGraph } from "./drawn-graph.ts";
import type { GraphFormat } from "./format-names.ts";
import { graphmlText } from "./graphml.ts";
import { stateDiagramText } from "./state-diagram.ts";

export const GRAPH_WRITERS: Readonly<Record<GraphFormat, (graph: DrawnGraph) => string>> = {
  dot: dotText,
  graphml: graphmlText,
  mermaid: stateDiagramText,
};
