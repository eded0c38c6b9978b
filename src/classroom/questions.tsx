/** Questions that an exercise asks besides: choices again, told right or wrong at once. The first answer is the one that is kept. */
import { useState } from "preact/hooks";
import type { Exercise, LessonQuestion } from "../course/lesson.ts";
import type { PartProps } from "./element.tsx";
import { questionKey } from "./result-file.ts";

interface QuestionsProps extends Pick<PartProps, "room" | "tongue" | "said"> {
  readonly exercise: Exercise;
}

export function Questions({ exercise: { id, questions }, ...rest }: QuestionsProps) {
  return (
    <>
      {questions.map((question, at) => (
        <OneQuestion
          key={question.id}
          of={questionKey(id, question.id)}
          question={question}
          number={at + 1}
          {...rest}
        />
      ))}
    </>
  );
}

interface QuestionProps extends Omit<QuestionsProps, "exercise"> {
  readonly of: string;
  readonly question: LessonQuestion;
  readonly number: number;
}

function OneQuestion({ of, question: { choices, right }, number, room, tongue, said }: QuestionProps) {
  const [chosen, choose] = useState<number | null>(room.kept.value.predictions[of] ?? null);
  const textOf = (index: number) => choices[index]?.[tongue] ?? "";
  return (
    <fieldset class="question">
      <legend class="title">{said.question(number)}</legend>
      <div class="choices">
        {choices.map((_, index) => (
          <label key={index} class={chosen === index ? (index === right ? "truth" : "mine") : ""}>
            <input
              type="radio"
              name={of}
              checked={chosen === index}
              onChange={() => {
                choose(index);
                room.lock(of, index);
              }}
            />
            <span>{textOf(index)}</span>
          </label>
        ))}
      </div>
      <div role="status" class={chosen === right ? "good" : "bad"}>
        {chosen === null ? "" : chosen === right ? said.right(textOf(chosen)) : said.notSo(textOf(chosen))}
      </div>
    </fieldset>
  );
}
