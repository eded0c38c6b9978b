/**
 * What an experiment or a check asks of synod, as data: its arguments, read as the command line reads them. Lessons use few of
 * its options, those that a page can do as well; any other is refused where the lesson is read.
 */

/** The commands that lessons use. */
export const COMMANDS = ["check", "prove", "mutants", "mutate"] as const;
export type CommandName = (typeof COMMANDS)[number];

/** A question for whoever runs checks: the command line, a test, a page. */
export interface LessonAsked {
  readonly command: CommandName;
  /** A built-in model, a file of the lesson, or one of the repository's `examples/`. */
  readonly model: string;
  /** Whether it is a file. */
  readonly isFile: boolean;
  /** As typed: a model's parameters parse them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly mutant: string | null;
  /** Null: all of them. */
  readonly properties: readonly string[] | null;
  readonly fairness: string | null;
  /** False: every state is visited. Null: symmetry is used where it pays. */
  readonly symmetry: boolean | null;
  readonly keepGoing: boolean;
  /** Of `prove`: the names after `--invariant`. */
  readonly invariants: readonly string[];
}

/**
 * Who answers: `files` are those of the lesson by name, the student's answer among them. Resolves to the object that the
 * command prints with `--json`, that of an error too; rejects when it was cancelled.
 */
export type AskSynod = (asked: LessonAsked, files: ReadonlyMap<string, string>) => Promise<unknown>;

const WITH_VALUE = ["--property", "--mutant", "--fairness", "--invariant"] as const;
const ALONE = ["--no-symmetry", "--symmetry", "--keep-going"] as const;
export const KNOWN_OPTIONS: readonly string[] = [...WITH_VALUE, ...ALONE];

/** `args`: a model, and what follows it. `refuse` throws. */
export function readAsked(
  command: CommandName,
  args: readonly string[],
  refuse: (problem: string) => never,
): LessonAsked {
  const [model, ...rest] = args;
  if (model === undefined || model.startsWith("-")) return refuse("begins with no model");
  const parameters: Record<string, string> = {};
  const valued = new Map<string, string[]>(WITH_VALUE.map((option) => [option, []]));
  const flags = new Set<string>();
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at] as string;
    const values = valued.get(arg);
    if (values !== undefined) {
      const value = rest[++at];
      if (value === undefined) return refuse(`has ${arg} without a value`);
      values.push(value);
    } else if (ALONE.some((option) => option === arg)) flags.add(arg);
    else if (arg.startsWith("-")) return refuse(`has ${arg}, where lessons use ${KNOWN_OPTIONS.join(", ")}`);
    else if (!/^[^=]+=/.test(arg)) return refuse(`has ${arg}, which is no name=value`);
    else parameters[arg.slice(0, arg.indexOf("="))] = arg.slice(arg.indexOf("=") + 1);
  }
  const of = (option: (typeof WITH_VALUE)[number]) => valued.get(option) as string[];
  return {
    command,
    model,
    isFile: model.endsWith(".ts"),
    parameters,
    mutant: of("--mutant").at(-1) ?? null,
    properties: of("--property").length === 0 ? null : of("--property"),
    fairness: of("--fairness").at(-1) ?? null,
    symmetry: flags.has("--no-symmetry") ? false : flags.has("--symmetry") ? true : null,
    keepGoing: flags.has("--keep-going"),
    invariants: of("--invariant"),
  };
}

/** The command as somebody types it who has the repository; `folder` is the lesson's: `lessons/04-paxos`. */
export function commandLine({ command, model, isFile }: LessonAsked, args: readonly string[], folder: string): string {
  return ["synod", command, isFile ? pathOf(model, folder) : model, ...args.slice(1).map(quoted)].join(" ");
}

/** Of a file of the lesson, or of one of `examples/`, from the root of the repository. */
export function pathOf(file: string, folder: string): string {
  return file.startsWith("examples/") ? file : `${folder}/${file}`;
}

function quoted(arg: string): string {
  return /^[\w\-=./,:]+$/.test(arg) ? arg : `"${arg}"`;
}
