/** Checking in the page: other parameters, and the check itself, without anything installed. The answer becomes the page. */
import { useState } from "preact/hooks";
import { SynodError } from "../errors/errors.ts";
import type { ParameterValue } from "../model/parameters.ts";
import type { Capsule, CapsuleTrace, CapsuleVerdict } from "./capsule.ts";
import type { OfferedParameter } from "./offered.ts";
import type { Session } from "./session.ts";

/** What the panel asks. */
interface Question {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly mutant: string | null;
  readonly options: {};
  readonly samples: number;
}

/** Who checks: a worker of the page (checker/checker.ts). */
export interface Checks {
  check(
    question: Question,
    hear: (progress: { readonly doing: string; readonly distinct?: number; readonly level?: number }) => void,
  ): Promise<{ readonly verdict: CapsuleVerdict; readonly traces: readonly CapsuleTrace[] }>;
  cancel(): void;
}

const MOST_SAMPLES = 20;

interface CheckPanelProps {
  readonly session: Session;
  readonly checker: Checks;
  readonly onAnswer: (capsule: Capsule) => void;
}

export function CheckPanel({ session, checker, onAnswer }: CheckPanelProps) {
  const { model } = session.capsule;
  const { offered } = model;
  const mutants = Object.keys(offered?.mutants ?? {});
  const [values, setValues] = useState<Readonly<Record<string, ParameterValue>>>(model.parameters);
  const [mutant, setMutant] = useState(model.mutant ?? "");
  const [samples, setSamples] = useState(session.capsule.traces.filter(({ kind }) => kind === "sample").length);
  const [doing, setDoing] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ readonly says: string; readonly remedy: string } | null>(null);
  const run = async () => {
    setProblem(null);
    setDoing("begins");
    try {
      const question = {
        name: model.name,
        parameters: values,
        mutant: mutant === "" ? null : mutant,
        options: {},
        samples,
      };
      const { verdict, traces } = await checker.check(question, ({ doing: what, distinct, level }) =>
        setDoing(distinct === undefined ? what : `${distinct.toLocaleString("en")} states, depth ${level ?? 0}`),
      );
      const { mutantAbout: _, ...named } = model;
      const about = question.mutant === null ? undefined : offered?.mutants[question.mutant];
      const { command: _command, ...told } = session.capsule;
      const command = commandOf(session.capsule, question);
      onAnswer({
        ...told,
        ...(command !== null && { command }),
        verdict,
        traces,
        model: {
          ...named,
          parameters: values,
          mutant: question.mutant,
          ...(about !== undefined && { mutantAbout: about }),
        },
      });
    } catch (error) {
      setProblem({
        says: error instanceof Error ? error.message : String(error),
        remedy: error instanceof SynodError ? error.remedy : "",
      });
    } finally {
      setDoing(null);
    }
  };
  const titleOf = (parameter: OfferedParameter | undefined) =>
    parameter === undefined ? undefined : [parameter.about, parameter.accepts].filter((each) => each !== "").join(": ");
  const put = (name: string, value: ParameterValue) => setValues({ ...values, [name]: value });
  return (
    <section class="check no-print" aria-labelledby="h-check">
      <div class="hd">
        <h2 id="h-check">Check it here</h2>
        <span class="note-of">in this page, with nothing installed</span>
      </div>
      <form
        class="parameters"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {Object.entries(values).map(([name, value]) => (
          <label key={name} for={`parameter-${name}`} title={titleOf(offered?.parameters[name])}>
            <span>{name}</span>
            {offered?.parameters[name]?.choices != null ? (
              <select
                id={`parameter-${name}`}
                value={String(value)}
                onChange={(event) => put(name, event.currentTarget.value)}
              >
                {offered.parameters[name].choices.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </select>
            ) : typeof value === "boolean" ? (
              <input
                id={`parameter-${name}`}
                type="checkbox"
                checked={value}
                onChange={(event) => put(name, event.currentTarget.checked)}
              />
            ) : typeof value === "number" ? (
              <input
                id={`parameter-${name}`}
                type="number"
                required
                min={offered?.parameters[name]?.range?.[0]}
                max={offered?.parameters[name]?.range?.[1]}
                value={value}
                onInput={(event) => put(name, event.currentTarget.valueAsNumber)}
              />
            ) : (
              <input
                id={`parameter-${name}`}
                type="text"
                value={value}
                onInput={(event) => put(name, event.currentTarget.value)}
              />
            )}
          </label>
        ))}
        {mutants.length > 0 && (
          <label for="parameter-of-mutant" title={offered?.mutants[mutant]}>
            <span>mutant</span>
            <select id="parameter-of-mutant" value={mutant} onChange={(event) => setMutant(event.currentTarget.value)}>
              <option value="">none</option>
              {mutants.map((each) => (
                <option key={each} value={each} title={offered?.mutants[each]}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
        <label for="samples" title="random behaviours to show besides the verdict">
          <span>samples</span>
          <input
            id="samples"
            type="number"
            required
            min={0}
            max={MOST_SAMPLES}
            value={samples}
            onInput={(event) => setSamples(event.currentTarget.valueAsNumber)}
          />
        </label>
        {doing === null ? (
          <button type="submit" class="do">
            check
          </button>
        ) : (
          <>
            <button type="button" class="do" onClick={() => checker.cancel()}>
              stop
            </button>
            <output>{doing}</output>
          </>
        )}
      </form>
      {problem !== null && (
        <p role="alert">
          <span class="f">{problem.says}</span>
          {problem.remedy !== "" && <span class="q"> {problem.remedy}</span>}
        </p>
      )}
    </section>
  );
}

/** What to type to get this check again; null: its words are not plainly to be had from the command that made the page. */
function commandOf({ command, model }: Capsule, { parameters, mutant, samples }: Question): string | null {
  const [, reference] = /^synod (?:check|explore) ([^\s'"\\]+)(?=\s|$)/.exec(command ?? "") ?? [];
  if (reference === undefined) return null;
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === model.defaults[name] ? [] : [`${name}=${value}`],
  );
  return [
    "synod check",
    reference,
    ...given,
    ...(mutant === null ? [] : ["--mutant", mutant]),
    ...(samples === 0 ? [] : [`--sample ${samples}`]),
  ].join(" ");
}
