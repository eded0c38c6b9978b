/** A command as one types it, without what only says how to search: for whoever wants to see the same again. */

export interface Typed {
  readonly model: string;
  readonly parameters: readonly string[];
  readonly mutant?: string;
  readonly against?: readonly string[];
  readonly property?: readonly string[];
  readonly links?: boolean;
  readonly invariant?: readonly string[];
  readonly fairness?: string;
  readonly sample?: number;
  readonly seed?: number;
}

export function typed(
  command: string,
  { model, parameters, mutant, against = [], property = [], links, invariant = [], fairness, sample, seed }: Typed,
  more: readonly string[] = [],
): string {
  const options = [
    ...(mutant === undefined ? [] : ["--mutant", mutant]),
    ...against.flatMap((each) => ["--against", each]),
    ...property.flatMap((name) => ["--property", name]),
    ...(links === false ? ["--no-links"] : []),
    ...invariant.flatMap((name) => ["--invariant", name]),
    ...(fairness === undefined ? [] : ["--fairness", fairness]),
    ...(sample === undefined ? [] : ["--sample", String(sample)]),
    ...(seed === undefined ? [] : ["--seed", String(seed)]),
  ];
  return ["synod", command, model, ...parameters, ...options, ...more].map(quoted).join(" ");
}

const quoted = (word: string) => (/^[\w./#=:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
