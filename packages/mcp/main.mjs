#!/usr/bin/env node
/** `synod-mcp [FOLDER] [--time SECONDS] [--memory SIZE]`: serves the tools of server.mjs over standard input and output. */
import { realpathSync } from "node:fs";
import { parseArgs } from "node:util";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { locateSynod } from "./command.mjs";
import { serverFor } from "./server.mjs";

const USAGE = "usage: synod-mcp [folder] [--time seconds, 1 to 3600] [--memory size, such as 1GiB]";

try {
  const { values, positionals } = parseArgs({
    options: { time: { type: "string", default: "60" }, memory: { type: "string", default: "1GiB" } },
    allowPositionals: true,
  });
  const seconds = Number(values.time);
  if (positionals.length > 1 || !(seconds >= 1 && seconds <= 3600) || !/^\d+(\.\d+)?[A-Za-z]*$/.test(values.memory))
    throw new Error(USAGE);
  const folder = realpathSync(positionals[0] ?? ".");
  const server = serverFor({ folder, program: locateSynod(folder), seconds, memory: values.memory });
  await server.connect(new StdioServerTransport());
} catch (error) {
  // Standard output belongs to the protocol.
  process.stderr.write(`synod-mcp: ${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
