/**
 * A question that is answered before anything is run: choices, of which one is locked in, or none by a reader who skips. What is
 * right is shown when an experiment has shown it. The question itself is the prose before the element.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PublishedLesson, PublishedQuestion } from "../course/published.ts";
import type { PartProps } from "./element.tsx";

export function PredictionPart({ room, data, tongue, said, host, attribute }: PartProps) {
  const id = attribute("id");
  const prediction = data.predictions.find((each) => each.id === id);
  const [chosen, choose] = useState<number | null>(null);
  const [isShown, show] = useState(false);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (prediction === undefined) return;
    return room.ask(id, () => {
      host.scrollIntoView({ block: "center" });
      host.shadowRoot?.querySelector<HTMLElement>("input")?.focus();
    });
  }, [id, prediction, room, host]);
  if (prediction === undefined) return <p role="alert">{said.noSuch(id)}</p>;
  const { predictions, ran } = room.kept.value;
  const isLocked = Object.hasOwn(predictions, id);
  const locked = predictions[id] ?? null;
  const textOf = (index: number) => prediction.choices[index]?.[tongue] ?? "";
  const isKnown = isLocked && (isShown || showing(prediction, data).some((name) => ran.includes(name)));
  // Where the keyboard was is gone with the buttons.
  const lock = (index: number | null) => {
    room.lock(id, index);
    answer.current?.focus();
  };
  const isRight = locked === prediction.right;
  return (
    <form
      class="prediction"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) lock(chosen);
      }}
    >
      <fieldset disabled={isLocked} aria-label={`${said.prediction}: ${questionBefore(host)}`}>
        <div class="choices">
          {prediction.choices.map((_, index) => (
            <label key={index} class={isKnown && index === prediction.right ? "truth" : locked === index ? "mine" : ""}>
              <input
                type="radio"
                name={id}
                checked={isLocked ? locked === index : chosen === index}
                onChange={() => choose(index)}
              />
              <span>{textOf(index)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {!isLocked && (
        <div class="bar">
          <button type="submit" class="do" disabled={chosen === null}>
            {said.lock}
          </button>
          <button type="button" class="plain" onClick={() => lock(null)}>
            {said.skip}
          </button>
        </div>
      )}
      <div role="status" ref={answer} tabIndex={-1} class={isKnown ? (isRight ? "good" : "bad") : "quiet"}>
        {!isLocked
          ? ""
          : isKnown
            ? locked === null
              ? said.truth(textOf(prediction.right))
              : isRight
                ? said.right(textOf(locked))
                : said.wrong(textOf(locked), textOf(prediction.right))
            : locked === null
              ? said.skipped
              : said.locked(textOf(locked))}
        {isLocked && !isKnown && (
          <button type="button" class="plain" onClick={() => show(true)}>
            {said.showTruth}
          </button>
        )}
      </div>
    </form>
  );
}

/** Names of the experiments that show what is right; where none does by itself, all of the lesson. */
export function showing({ shownBy }: PublishedQuestion, { experiments }: PublishedLesson): readonly string[] {
  return shownBy.length > 0 ? shownBy : Object.keys(experiments);
}

/** For who hears the page: what stands before the element. */
function questionBefore(host: HTMLElement): string {
  return host.previousElementSibling?.textContent?.trim() ?? "";
}
