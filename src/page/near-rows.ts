/**
 * Of a long diagram only what is near the part in sight is drawn: 200 steps are some 2,000 elements, of which a screen shows a
 * tenth. The part is known in whole bands, so that scrolling redraws once per band; what prints is drawn whole.
 */
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

const BAND = 400;

/** From and to, in the diagram's pixels. */
export interface NearRows {
  readonly top: number;
  readonly bottom: number;
}

const EVERYTHING: NearRows = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };

/** The bands in sight, and one more on either side. */
export function bandsAround(scrolled: number, height: number): NearRows {
  const first = Math.floor(scrolled / BAND) - 1;
  const last = Math.ceil((scrolled + height) / BAND) + 1;
  return { top: first * BAND, bottom: last * BAND };
}

/** Whether what reaches from one height to another is drawn. */
export function isNear({ top, bottom }: NearRows, y1: number, y2: number = y1): boolean {
  return Math.max(y1, y2) >= top && Math.min(y1, y2) <= bottom;
}

export function useNearRows(box: RefObject<HTMLElement | null>, isLong: boolean): NearRows {
  const [rows, setRows] = useState(isLong ? bandsAround(0, 2 * BAND) : EVERYTHING);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || !isLong) {
      setRows(EVERYTHING);
      return;
    }
    const look = () => {
      const next = bandsAround(element.scrollTop, element.clientHeight);
      setRows((last) => (last.top === next.top && last.bottom === next.bottom ? last : next));
    };
    const whole = () => setRows(EVERYTHING);
    look();
    element.addEventListener("scroll", look, { passive: true });
    addEventListener("beforeprint", whole);
    addEventListener("afterprint", look);
    return () => {
      element.removeEventListener("scroll", look);
      removeEventListener("beforeprint", whole);
      removeEventListener("afterprint", look);
    };
  }, [box, isLong]);
  return rows;
}
