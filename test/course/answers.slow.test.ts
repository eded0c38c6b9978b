// The answers to all exercises of the course.
import { describe } from "vitest";
import { describeAnswers } from "./answers-of.ts";
import { lessonFolders } from "./lesson-folders.ts";

describe.each(lessonFolders.slice(1))("%s", describeAnswers);
