/** A row of a judgement: what was wanted, whether it came, and what synod found instead. */
import type { Row, RowFound } from "../course/judge.ts";
import type { CourseLanguage, LessonCheck } from "../course/lesson.ts";
import type { AnsweredCheck, AnsweredProof } from "./answered.ts";
import { CounterexampleView } from "./counterexample.tsx";
import { ProofView } from "./verdict.tsx";
import type { ClassroomWords } from "./words.ts";

interface CheckRowProps {
  readonly check: LessonCheck;
  /** Undefined: it was not judged yet. */
  readonly row: Pick<Row, "pass" | "found"> | undefined;
  /** The object that synod answered, if it is known. */
  readonly json: unknown;
  readonly isHidden: boolean;
  readonly tongue: CourseLanguage;
  readonly said: ClassroomWords;
}

export function CheckRow({ check, row, json, isHidden, tongue, said }: CheckRowProps) {
  const state = row === undefined ? "waiting" : row.pass ? "pass" : "fail";
  return (
    <li class={`row ${state}`} data-row={state}>
      <span class={`mark ${row === undefined ? "quiet" : row.pass ? "good" : "bad"}`}>
        <span aria-hidden="true">{row === undefined ? "·" : row.pass ? "✓" : "✗"}</span>
        <span class="aside">{said[state]}: </span>
      </span>
      <div class="what">
        <p>
          {isHidden ? <span class="quiet">{said.hiddenCheck}</span> : wantedBy(check, tongue, said)}
          {check.isBonus && <span class="tag">{said.bonus}</span>}
          {isHidden && row === undefined && <span class="quiet"> ({said.hiddenNote})</span>}
        </p>
        {row !== undefined && !isHidden && !row.pass && (
          <>
            <p class="bad">{foundText(row.found, check, said)}</p>
            <Evidence found={row.found} json={json} said={said} />
          </>
        )}
      </div>
    </li>
  );
}

/** What a check wants, in words: its own, or made from the rest. */
export function wantedBy(check: LessonCheck, tongue: CourseLanguage, said: ClassroomWords): string {
  if (check.title !== null) return check.title[tongue];
  const at = check.args.filter((each) => !each.startsWith("--")).join(", ");
  const wanted = wantedAnywhere(check, said);
  return at === "" ? wanted : tongue === "zh" ? `${wanted}（${at}）` : `${wanted} (${at})`;
}

function wantedAnywhere(check: LessonCheck, { expects, kinds: known }: ClassroomWords): string {
  switch (check.kind) {
    case "property":
      return check.is === "violated"
        ? expects.violated(check.property, check.steps)
        : expects[check.is](check.property);
    case "mutants":
      return expects.killed(check.property, check.killed, check.mutants.length);
    case "proof": {
      const { prove, implies, conjuncts } = check;
      return [
        expects.inductive(prove.join(", ")),
        implies === null ? "" : expects.implies(implies),
        conjuncts === null ? "" : expects.atMost(conjuncts),
      ].join("");
    }
    case "score":
      return expects.score(check.score);
    case "declared": {
      const words = (kind: string) => (Object.hasOwn(known, kind) ? known[kind as keyof typeof known] : kind);
      const groups = check.declares.map((kinds) => kinds.map(words).join(expects.or)).join("; ");
      return `${expects.declared(groups)}${check.mutants === 0 ? "" : expects.mutants(check.mutants)}`;
    }
  }
}

/** What came instead. */
export function foundText(found: RowFound, check: LessonCheck, said: ClassroomWords): string {
  const { outcome, steps, loop, count, states } = found;
  const kind = check.kind === "property" ? check.property : (found.about ?? "");
  switch (outcome) {
    case "missing":
      return said.found.missing;
    case "undecided":
      return said.found.undecided;
    case "never reached":
      return said.neverReached(states ?? 0);
    case "reached":
      return said.reached(steps ?? 0);
    case "holds":
      return `${kind}: ${said.propertyHolds}`;
    case "violated":
      return `${check.kind === "property" ? "" : `${kind}: `}${loop === null ? said.violatedAfter(steps ?? 0) : loop === steps ? said.nothingMore(steps) : said.loopFrom((steps ?? 0) - loop, loop)}`;
    case "error":
      return found.text.split("\n")[0] ?? said.error;
    case "killed": {
      const alive = found.mutants.filter(({ killed }) => !killed).map(({ mutant }) => mutant);
      const noticed = said.found.killed(count ?? 0, found.mutants.length);
      return alive.length === 0 ? noticed : `${noticed}; ${said.alive(alive.join(", "))}`;
    }
    case "score":
      return count === null ? said.found.noScore : said.found.score(count);
    case "declared":
      return said.found.declared(count);
    case "not-inductive":
    case "not-initial":
    case "too-weak":
    case "proved":
      return said[outcome];
    default:
      return outcome;
  }
}

/** Synod's own counterexample, with its why where the answer is known whole. */
function Evidence({
  found,
  json,
  said,
}: {
  readonly found: RowFound;
  readonly json: unknown;
  readonly said: ClassroomWords;
}) {
  const property = (json as Partial<AnsweredCheck> | undefined)?.properties?.find(({ name }) => name === found.about);
  const proof = json as Partial<AnsweredProof> | undefined;
  if (property?.trace == null && proof?.typeStates === undefined && found.text === "") return null;
  return (
    <details>
      <summary>{said.showCounterexample}</summary>
      {property?.trace != null ? (
        <CounterexampleView
          title={said.counterexample(property.name)}
          trace={property.trace}
          reasons={property.reasons}
          said={said}
        />
      ) : proof?.typeStates !== undefined ? (
        <ProofView proof={proof as AnsweredProof} said={said} isSaid />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <pre tabIndex={0}>{found.text}</pre>
      )}
    </details>
  );
}
