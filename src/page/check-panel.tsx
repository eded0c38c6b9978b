/** Checking in the page: other parameters, and the check itself, without anything installed. The answer becomes the page. */
import { useState } from "preact/hooks";
import type { ParameterValue } from "../model/parameters.ts";
import type { Capsule, CapsuleTrace, CapsuleVerdict } from "./capsule.ts";
import type { Session } from "./session.ts";

/** Who checks: a worker of the page (checker/checker.ts). */
export interface Checks {
  check(
    question: {
      readonly name: string;
      readonly parameters: Readonly<Record<string, ParameterValue>>;
      readonly mutant: string | null;
      readonly options: {};
    },
    hear: (progress: { readonly doing: string; readonly distinct?: number; readonly level?: number }) => void,
  ): Promise<{ readonly verdict: CapsuleVerdict; readonly traces: readonly CapsuleTrace[] }>;
  cancel(): void;
}

interface CheckPanelProps {
  readonly session: Session;
  readonly checker: Checks;
  readonly onAnswer: (capsule: Capsule) => void;
}

export function CheckPanel({ session, checker, onAnswer }: CheckPanelProps) {
  const { model } = session.capsule;
  const [values, setValues] = useState<Readonly<Record<string, ParameterValue>>>(model.parameters);
  const [mutant, setMutant] = useState(model.mutant ?? "");
  const [doing, setDoing] = useState<string | null>(null);
  const [problem, setProblem] = useState("");
  const run = async () => {
    setProblem("");
    setDoing("begins");
    try {
      const question = { name: model.name, parameters: values, mutant: mutant === "" ? null : mutant, options: {} };
      const { verdict, traces } = await checker.check(question, ({ doing: what, distinct, level }) =>
        setDoing(distinct === undefined ? what : `${distinct.toLocaleString("en")} states, depth ${level ?? 0}`),
      );
      onAnswer({
        ...session.capsule,
        verdict,
        traces,
        model: { ...model, parameters: values, mutant: question.mutant },
      });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setDoing(null);
    }
  };
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
          <label key={name} for={`parameter-${name}`}>
            <span>{name}</span>
            {typeof value === "boolean" ? (
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
        <label for="parameter-of-mutant">
          <span>mutant</span>
          <input
            id="parameter-of-mutant"
            type="text"
            value={mutant}
            placeholder="none"
            onInput={(event) => setMutant(event.currentTarget.value)}
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
      {problem !== "" && (
        <p class="f" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
