/** What formats are called on a command line. Apart from their writers: every start of synod reads the names. */

/** Those that a trace can be written in, beside `json`. */
export const TRACE_FORMATS = ["itf", "shiviz", "mermaid", "dot", "graphml", "markdown"] as const;
export type TraceFormat = (typeof TRACE_FORMATS)[number];

/** Those that a state graph can be written in, beside `json`. */
export const GRAPH_FORMATS = ["dot", "graphml", "mermaid"] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];
