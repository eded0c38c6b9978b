/**
 * What agents may ask: list, check, replay, mutants, mutate, plan. Each runs the command line of synod in the folder that the
 * server was started for, and answers with its text, two thousand bytes of it unless more is asked for.
 */
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { run } from "./command.mjs";
import { fileWithin, modelWithin, writableWithin } from "./confined.mjs";

const BYTES = 2000;
const MOST_BYTES = 200_000;

const model = z
  .string()
  .describe("a built-in model's name (see list), or the path of a .ts or .js file; path#name picks an export");
const parameters = z
  .record(z.string().regex(/^[A-Za-z_][\w-]*$/), z.union([z.string(), z.number(), z.boolean()]))
  .optional()
  .describe("the model's parameters by name; those left out have their defaults");
const maxBytes = z.number().int().min(200).max(MOST_BYTES).optional().describe("of the answer; 2000 if left out");
const format = z.enum(["brief", "json", "text"]).optional().describe("brief if left out; json has everything");
const name = z.string().min(1).max(500);

/** `seconds` and `memory`: the most that a call may take. */
export function serverFor({ folder, program, seconds, memory }) {
  const server = new McpServer({ name: "synod", version: "0.1.0" });
  const tool = (title, description, inputSchema, argvOf, isReadOnly = true) =>
    server.registerTool(
      title,
      {
        description,
        inputSchema,
        annotations: { readOnlyHint: isReadOnly, destructiveHint: false, openWorldHint: false },
      },
      async (given, { signal } = {}) => {
        let argv;
        try {
          argv = argvOf(given);
        } catch (error) {
          return { isError: true, content: [{ type: "text", text: error.message }] };
        }
        // The clock of the command is a little ahead of ours, so that it answers by itself.
        const answer = await run(argv, { program, folder, seconds: seconds + 2, signal });
        if (title === "list" && given.model === undefined && answer.code === 0) answer.stdout = namesIn(answer.stdout);
        return told(answer, given.maxBytes ?? BYTES, given.format === "json");
      },
    );

  tool(
    "list",
    "Lists the built-in models, or one model's parameters, state, properties, fairness and mutants.",
    {
      model: model.optional(),
      rules: z.boolean().optional().describe("also what each rule reads and writes"),
      maxBytes,
    },
    (given) => (given.model === undefined ? ["list", "--json"] : ["list", modelOf(given), ...flag(given, "rules")]),
  );
  tool(
    "check",
    "Visits every reachable state of a model, judges every property, and answers with the verdict, why, the shortest counterexample as calls of rules, and the next command worth running.",
    {
      model,
      parameters,
      property: name.optional().describe("judge this property only"),
      mutant: name.optional().describe("with this deliberate mistake"),
      fairness: name.optional().describe("the assumptions in force, or none"),
      reduce: z.enum(["symmetry", "stale-messages", "partial-order", "all", "none"]).optional(),
      mutants: z.boolean().optional().describe("if it holds, also whether declared mutants are caught"),
      mutate: z.boolean().optional().describe("if it holds, also which changes of rules no property notices"),
      maxStates: z.number().int().min(1).optional(),
      trace: name.optional().describe("save the counterexample to this file, NAME.trace.json, for replay"),
      format,
      maxBytes,
    },
    (given) => [
      "check",
      modelOf(given),
      ...parametersOf(given),
      ...["property", "mutant", "fairness", "reduce"].flatMap((option) => valued(given, option, option)),
      ...valued(given, "maxStates", "max-states"),
      ...(given.trace === undefined ? [] : [`--trace=${writableWithin(folder, given.trace)}`]),
      ...flag(given, "mutants"),
      ...flag(given, "mutate"),
      `--time=${seconds}s`,
      `--memory=${memory}`,
      ...formatOf(given),
    ],
    false,
  );
  tool(
    "replay",
    "Runs a saved trace again and shows it; or says what one step needed, or why a rule instance is disabled in a state.",
    {
      trace: name.describe("the file that check saved"),
      step: z.number().int().min(1).optional().describe("what this step changed and needed"),
      rule: name.optional().describe("with step: each instance of this rule before and after it"),
      whyNot: z
        .object({ state: z.number().int().min(0), instance: name })
        .optional()
        .describe('why { state: 9, instance: "propose(ballot: 1, value: v1)" } is disabled'),
      maxBytes,
    },
    (given) => [
      "replay",
      fileWithin(folder, given.trace),
      ...valued(given, "step", "step"),
      ...valued(given, "rule", "rule"),
      ...(given.whyNot === undefined
        ? []
        : ["--why-not", String(given.whyNot.state), positional(given.whyNot.instance)]),
    ],
  );
  tool(
    "mutants",
    "Checks that each deliberate mistake that a model declares is caught, by the property and at the length that it names.",
    { model, format, maxBytes },
    (given) => ["mutants", modelOf(given), `--memory=${memory}`, ...formatOf(given)],
  );
  tool(
    "mutate",
    "Changes a model's rules one by one, and lists the changes that no property notices: a property may be missing.",
    { model, parameters, format, maxBytes },
    (given) => ["mutate", modelOf(given), ...parametersOf(given), `--memory=${memory}`, ...formatOf(given)],
  );
  tool(
    "plan",
    "Says how large a check will be, as ranges of states, time and memory, and which parameter and field drive it.",
    { model, parameters, format: z.enum(["text", "json"]).optional(), maxBytes },
    (given) => [
      "plan",
      modelOf(given),
      ...parametersOf(given),
      `--time=${Math.min(10, seconds)}s`,
      ...(given.format === "json" ? ["--json"] : []),
    ],
  );
  return server;

  function modelOf(given) {
    return modelWithin(folder, given.model);
  }
}

/** All of them are too many words to be told of by the way. */
function namesIn(json) {
  const names = JSON.parse(json).models.map((each) => each.name);
  return `${names.length} built-in models: ${names.join(", ")}\nlist with a model says what it declares`;
}

function parametersOf({ parameters: given = {} }) {
  return Object.entries(given).map(([key, value]) => `${key}=${value}`);
}

function valued(given, key, option) {
  return given[key] === undefined ? [] : [`--${option}=${given[key]}`];
}

function flag(given, option) {
  return given[option] ? [`--${option}`] : [];
}

function formatOf({ format: wanted = "brief" }) {
  return wanted === "text" ? [] : [`--${wanted}`];
}

/** Where an option may not be. */
function positional(text) {
  if (text.startsWith("-")) throw new Error(`${text} is no rule instance`);
  return text;
}

/** A violation is an answer; an error is that there was none. */
function told({ code, stdout, stderr, isLate }, most, isJson) {
  const late = isLate ? "the time for a call was up\n" : "";
  const text = `${late}${stdout}${stdout === "" || code === 255 ? stderr : ""}`.trimEnd();
  const bytes = Buffer.byteLength(text);
  const isAnswer = stdout !== "" && [0, 10, 11, 12, 13, 20, 21, 22, 75].includes(code);
  if (isJson && bytes > most)
    return {
      isError: true,
      content: [{ type: "text", text: `the object has ${bytes} bytes: ask with maxBytes, or for brief` }],
    };
  return {
    ...(!isAnswer && { isError: true }),
    content: [{ type: "text", text: shortened(text || `exit ${code}`, most) }],
  };
}

function shortened(text, most) {
  const bytes = Buffer.from(text);
  if (bytes.length <= most) return text;
  const gone = `\n(cut: ${bytes.length} bytes in all; ask with maxBytes)`;
  // A character that was cut in two goes with it.
  return `${bytes
    .subarray(0, most - gone.length)
    .toString("utf8")
    .replace(/\uFFFD+$/, "")}${gone}`;
}
