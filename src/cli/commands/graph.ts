/** `synod graph`. */
import type { GraphFormat } from "../../formats/format-names.ts";
import { GRAPH_WRITERS } from "../../formats/graph-formats.ts";
import { stateGraph } from "../../formats/state-graph.ts";
import { instantiate } from "../../model/instance.ts";
import { defaultsOf } from "../../model/parameters.ts";
import { graphJson } from "../../report/graph-json.ts";
import { subjectText } from "../../report/subject-text.ts";
import { parseParameters } from "../arguments.ts";
import { findModel } from "../find-model.ts";
import { noteMoved } from "../note-moved.ts";
import { checkWritable, writeOutput } from "../output-file.ts";
import type { Terminal } from "../terminal.ts";

export interface GraphRequest {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly to: GraphFormat | "json";
  readonly mutant?: string;
  readonly maxStates?: number;
  readonly output?: string;
}

/** More states than these nobody looks at. */
const MOST_STATES = 1000;

export async function writeGraph(request: GraphRequest, terminal: Terminal): Promise<number> {
  const { to, output, mutant = null, maxStates = MOST_STATES } = request;
  const given = parseParameters(request.parameters);
  if (output !== undefined) checkWritable(output, "--output");
  const found = await findModel(request.model);
  const { model, parameters } = instantiate(found, given, mutant);
  noteMoved(found.name, model, terminal);
  const of = { model: found.name, parameters, mutant };
  const title = subjectText({ ...of, defaults: defaultsOf(found.protocol.protocol.parameters) });
  const graph = stateGraph(model, { title, maxStates });
  const text = to === "json" ? `${JSON.stringify(graphJson(graph, of))}\n` : GRAPH_WRITERS[to](graph);
  writeOutput(output, text, terminal);
  return 0;
}
