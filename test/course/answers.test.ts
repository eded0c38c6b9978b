// The answers to the first lesson; those to all others are in answers.slow.test.ts.
import { describe } from "vitest";
import { describeAnswers } from "./answers-of.ts";
import { lessonFolders } from "./lesson-folders.ts";

describe.each(lessonFolders.slice(0, 1))("%s", describeAnswers);
