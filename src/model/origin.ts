/**
 * Where a model comes from, so that another thread can make the same one: closures cannot be sent to it. `protocol`,
 * `model` and a system's `model` note which module called them, and as its how-manieth declaration; a thread that imports
 * the module meets the same declarations in the same order. That is a guess (a module may declare by chance, or by the
 * clock), so whoever relies on it compares the two models afterwards (explore/proof.ts). Kept beside the values, not in
 * them: a copy with something changed is another model, and has no origin.
 */
import type { ParameterValue } from "./parameters.ts";

/** A declaration in a module. */
export interface Declaration {
  /** URL of the module, or the path of a script. */
  readonly module: string;
  /** The name of the export, or the number of the declaration, in the order in which the module makes them. */
  readonly at: string | number;
}

export interface Origin extends Declaration {
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

/** What a model is called: its protocol's name, and what was chosen of it. */
export interface ModelNaming {
  readonly model: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Of its protocol's parameters; none where no protocol made it. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
}

/** What is known of a model: its choice of parameters, when a protocol made it; its declaration, where that is known. */
export interface Descent {
  readonly declaration: Declaration | null;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** Of its protocol's parameters; none where no protocol made it. */
  readonly defaults: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  /** Whether the declaration is said, not guessed from who called. */
  readonly isSaid: boolean;
  /** What it is called where it has moved to, by its protocol's `moved`; null: it has not. */
  readonly elsewhere: ModelNaming | null;
}

const declared = new WeakMap<object, Declaration>();
const descents = new WeakMap<object, Descent>();
/** Declarations per module so far. */
const counts = new Map<string, number>();
/** All of them, in a thread that has to find them again; null: none are kept. */
let kept: Map<string, object[]> | null = null;
/** Above 0: what is made now is part of something that is declared itself. */
let inside = 0;
/** Told when a program that is imported as a module goes on to check. */
let onCheck: () => void = () => {};

/** Runs what makes parts of a declaration, which are none themselves. */
export function withinDeclaration<T>(make: () => T): T {
  inside++;
  try {
    return make();
  } finally {
    inside--;
  }
}

/** Notes that the caller of `by` has declared `value`; `module`: in its own words. Does nothing within a declaration. */
export function declare(value: object, by: object, module: string | null = null): void {
  if (inside > 0) return;
  const from = module ?? callerOf(by);
  if (from === null) return;
  const at = counts.get(from) ?? 0;
  counts.set(from, at + 1);
  declared.set(value, { module: from, at });
  if (kept === null) return;
  const all = kept.get(from) ?? [];
  all.push(value);
  kept.set(from, all);
}

/** Where a protocol or a model was declared. */
export function declarationOf(value: object): Declaration | null {
  return declared.get(value) ?? null;
}

export function noteDescent(model: object, descent: Descent): void {
  descents.set(model, descent);
}

export function descentOf(model: object): Descent | null {
  const known = descents.get(model);
  if (known !== undefined) return known;
  const declaration = declarationOf(model);
  return declaration === null
    ? null
    : { declaration, parameters: {}, defaults: {}, mutant: null, isSaid: false, elsewhere: null };
}

/**
 * From now on this thread keeps every declaration, and checks nothing: it is there to make models again, and a program
 * that is imported for its model's sake would otherwise run once more. `whenProgram` is told when one tries to.
 */
export function keepDeclarations(whenProgram: () => void): void {
  kept = new Map();
  onCheck = whenProgram;
}

/** What a module that this thread imports has declared; undefined: no such thing. */
export function keptDeclaration({ module, at }: Declaration): object | undefined {
  return kept?.get(module)?.[at as number];
}

/** Never settles in a thread that keeps declarations; null elsewhere. */
export function standStill(): Promise<never> | null {
  if (kept === null) return null;
  onCheck();
  return new Promise(() => {});
}

interface CallSite {
  getFileName(): string | null | undefined;
}
/** What V8 adds to `Error`; elsewhere nothing has an origin. */
interface TracingError {
  prepareStackTrace?: unknown;
  stackTraceLimit?: number;
  captureStackTrace?(holder: object, above: object): void;
}

/** The module that called a function: as it was loaded, whatever a source map says of it. */
function callerOf(above: object): string | null {
  const tracing = Error as TracingError;
  if (tracing.captureStackTrace === undefined) return null;
  const { prepareStackTrace, stackTraceLimit } = tracing;
  const had = Object.hasOwn(tracing, "prepareStackTrace");
  const holder: { readonly stack?: unknown } = {};
  try {
    tracing.prepareStackTrace = (_: unknown, sites: unknown) => sites;
    tracing.stackTraceLimit = 4;
    tracing.captureStackTrace(holder, above);
    const sites = holder.stack;
    if (!Array.isArray(sites)) return null;
    const names = (sites as readonly CallSite[]).map((site) => site.getFileName());
    return names.find((name): name is string => typeof name === "string" && isModule(name)) ?? null;
  } catch {
    return null;
  } finally {
    // Left behind as undefined, it would be a trace of ours.
    if (had) tracing.prepareStackTrace = prepareStackTrace;
    else delete tracing.prepareStackTrace;
    if (stackTraceLimit !== undefined) tracing.stackTraceLimit = stackTraceLimit;
  }
}

/** A URL of a file, or an absolute path; not what was typed in or made up at run time. */
function isModule(name: string): boolean {
  return /^(file:\/\/|\/|[A-Za-z]:[\\/])/.test(name) && !/[[(]/.test(name.slice(name.lastIndexOf("/") + 1));
}
