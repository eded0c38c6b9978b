/** For lessons: what can happen here is hidden until one has said it. */
import { useState } from "preact/hooks";
import { predictionsIn } from "./predict.ts";
import { moveBy, type Session } from "./session.ts";

export function PredictPanel({ session }: { readonly session: Session }) {
  const { isPredicting, score, choices, at, branched } = session;
  const here = `${branched.value === null ? "" : "b"}${at.value}`;
  const [answered, setAnswered] = useState<{
    readonly at: string;
    readonly said: ReadonlySet<number>;
    readonly isDone: boolean;
  }>({ at: here, said: new Set(), isDone: false });
  if (!isPredicting.value) return null;
  const { said, isDone } = answered.at === here ? answered : { said: new Set<number>(), isDone: false };
  const asked = predictionsIn(choices.value);
  const right = asked.filter(({ step, isEnabled }) => said.has(step) === isEnabled).length;
  return (
    <div class="next">
      <div class="hd">
        <h2>Which of these are enabled here?</h2>
        <span class="note-of" aria-live="polite">
          {score.value.asked > 0 && `${score.value.right} of ${score.value.asked} right`}
        </span>
      </div>
      <ul class="in">
        {asked.map(({ step, text, isEnabled }) => (
          <li key={step}>
            <input
              type="checkbox"
              id={`predict-${step}`}
              checked={said.has(step)}
              disabled={isDone}
              onChange={() => {
                const next = new Set(said);
                if (!next.delete(step)) next.add(step);
                setAnswered({ at: here, said: next, isDone: false });
              }}
            />
            <label for={`predict-${step}`}>
              <code>{text}</code>
            </label>
            <span class={isDone && said.has(step) !== isEnabled ? "r f" : "r"}>
              {isDone && `${said.has(step) === isEnabled ? "right: " : ""}${isEnabled ? "enabled" : "not enabled"}`}
            </span>
          </li>
        ))}
      </ul>
      <p class="key">
        {isDone ? (
          <button type="button" class="under" onClick={() => moveBy(session, 1)}>
            go on to the next state
          </button>
        ) : (
          <button
            type="button"
            class="under"
            onClick={() => {
              setAnswered({ at: here, said, isDone: true });
              score.value = { right: score.value.right + right, asked: score.value.asked + asked.length };
            }}
          >
            judge my answers
          </button>
        )}
      </p>
    </div>
  );
}
