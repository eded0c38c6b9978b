/**
 * Where the pages of the course begin: this module defines their elements, `<synod-prediction lesson="04" id="p3">`,
 * `<synod-experiment lesson="04" name="text">` and `<synod-exercise lesson="04">`. What it loads lies beside it: `lessons/04.json`,
 * `worker.js`, and the editor when somebody comes near one.
 */
import { escapeAllText } from "../page/as-text.ts";
import { defineElement } from "./element.tsx";
import { ExercisePart } from "./exercise.tsx";
import { ExperimentPart } from "./experiment.tsx";
import { PredictionPart } from "./prediction.tsx";

const base = new URL(".", import.meta.url);

escapeAllText();
defineElement("synod-prediction", PredictionPart, base);
defineElement("synod-experiment", ExperimentPart, base);
defineElement("synod-exercise", ExercisePart, base);
