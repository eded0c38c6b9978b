/**
 * What a page has of a lesson: `lessons/04.json` beside the bundle, made when the site is built (course/published.ts). It is
 * fetched once, whoever asks.
 */
import type { PublishedLesson } from "../course/published.ts";

const fetched = new Map<string, Promise<PublishedLesson>>();

/** `base`: the URL of the bundle. Rejects where there is no such lesson. */
export function lessonData(id: string, base: URL): Promise<PublishedLesson> {
  const known = fetched.get(id);
  if (known !== undefined) return known;
  const data = fetchedFrom(new URL(`lessons/${encodeURIComponent(id)}.json`, base));
  fetched.set(id, data);
  // Asked for again, it may be there.
  data.catch(() => fetched.delete(id));
  return data;
}

async function fetchedFrom(url: URL): Promise<PublishedLesson> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return (await response.json()) as PublishedLesson;
}
