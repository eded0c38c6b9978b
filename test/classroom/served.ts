// The classroom as a site serves it, for tests in a browser: dist/classroom, lessons made up by a test or those that there are, and
// pages with the elements of a lesson in the order in which its sections have them.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import type { CourseLanguage } from "../../src/course/lesson.ts";
import type { PublishedLesson } from "../../src/course/published.ts";

const dist = join(import.meta.dirname, "..", "..", "dist");
const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".json": "application/json" };

/** The lesson that the build has made. */
export const publishedLesson = (id: string): PublishedLesson =>
  JSON.parse(readFileSync(join(dist, "classroom", "lessons", `${id}.json`), "utf8"));

export interface ServedClassroom {
  readonly server: Server;
  /** A page of the same origin with nothing on it. */
  readonly blank: string;
  /** The page of a lesson. */
  readonly url: (lesson: string, language?: CourseLanguage, theme?: "light" | "dark") => string;
}

/** `lessons`: by id, beside those of the build. */
export async function servedClassroom(lessons: readonly PublishedLesson[] = []): Promise<ServedClassroom> {
  const own = new Map(lessons.map((lesson) => [lesson.id, lesson]));
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://here");
    const [, id] = /^\/classroom\/lessons\/(\d+)\.json$/.exec(pathname) ?? [];
    const lesson = own.get(id ?? searchParams.get("lesson") ?? "");
    try {
      if (pathname === "/blank") {
        response.setHeader("content-type", "text/html");
        response.end('<!doctype html><title>blank</title><link rel="icon" href="data:,">');
      } else if (pathname === "/page") {
        const shown = lesson ?? publishedLesson(searchParams.get("lesson") ?? "");
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(pageOf(shown, searchParams.get("lang") ?? "en", searchParams.get("theme") === "dark"));
      } else {
        const body = lesson === undefined ? readFileSync(join(dist, pathname)) : JSON.stringify(lesson);
        response.setHeader("content-type", types[extname(pathname)] ?? "text/plain");
        response.end(body);
      }
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const base = `http://127.0.0.1:${address.port}`;
  return {
    server,
    blank: `${base}/blank`,
    url: (lesson, language = "en", theme = "light") => `${base}/page?lesson=${lesson}&lang=${language}&theme=${theme}`,
  };
}

function pageOf(
  { id, predictions, experiments, exercises }: PublishedLesson,
  language: string,
  isDark: boolean,
): string {
  return `<!doctype html>
<html lang="${language}"${isDark ? ' class="dark"' : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>lesson ${id}</title>
<link rel="icon" href="data:,">
<style>
  html { --vp-c-bg: #fff; background: #fff; color: #222; }
  html.dark { --vp-c-bg: #1b1b1f; background: #1b1b1f; color: #ddd; }
  body { margin: 0 auto; max-width: 760px; padding: 0 16px; }
</style>
<script type="module" src="/classroom/classroom.js"></script>
</head>
<body>
<main>
<h1>lesson ${id}</h1>
<h2>predict</h2>
<h3>questions</h3>
${predictions.map((each) => `<p>What of ${each.id}?</p>\n<synod-prediction lesson="${id}" id="${each.id}"></synod-prediction>`).join("\n")}
${Object.keys(experiments)
  .map((name) => `<synod-experiment lesson="${id}" name="${name}"></synod-experiment>`)
  .join("\n")}
${exercises.map((each) => `<synod-exercise lesson="${id}" name="${each.id}"></synod-exercise>`).join("\n")}
</main>
</body>
</html>`;
}
