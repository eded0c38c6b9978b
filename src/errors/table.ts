/**
 * Every way synod can refuse or fail, in one table: a stable id for programs, a SYN number for people to look up,
 * an exit code, and from the details what was wrong with which value, the likely cause, and the remedy. Details are
 * plain data (strings, numbers, lists of strings), so an error crosses from a worker thread as data; values of the
 * model come in already formatted. Ids and numbers are never reused. Numbers by area: 1 command line and loading,
 * 2 declarations of a model, 3 what a model does while explored, 4 the engine, 5 traces, 9 synod itself.
 */
import { commandErrors } from "./command.ts";
import { courseErrors } from "./course.ts";
import { declarationErrors } from "./declaration.ts";
import { engineErrors } from "./engine.ts";
import { lockErrors } from "./lock.ts";
import { modelErrors } from "./model.ts";
import { refinementErrors } from "./refinement.ts";
import { testingErrors } from "./testing.ts";

export const errorTable = {
  ...commandErrors,
  ...lockErrors,
  ...testingErrors,
  ...refinementErrors,
  ...courseErrors,
  ...declarationErrors,
  ...modelErrors,
  ...engineErrors,
} as const;
