/** A layout on its way to the next one: what stands elsewhere in another order of rows moves there in a third of a second. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DiagramLayout, LineAt } from "./diagram-shapes.ts";

export function useMoved(layout: DiagramLayout, of: object): DiagramLayout {
  const last = useRef({ layout, of });
  const [at, setAt] = useState<number | null>(null);
  const from = useRef<DiagramLayout | null>(null);
  if (last.current.layout !== layout) {
    const isMoved = last.current.of === of && last.current.layout.width === layout.width && layout.nodes.length <= 80;
    from.current = isMoved && !matchMedia("(prefers-reduced-motion: reduce)").matches ? last.current.layout : null;
    last.current = { layout, of };
  }
  useLayoutEffect(() => {
    if (from.current === null) return;
    const begun = performance.now();
    let frame = 0;
    const go = (now: number) => {
      const part = Math.min(1, (now - begun) / 320);
      setAt(part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2);
      if (part < 1) frame = requestAnimationFrame(go);
      else from.current = null;
    };
    frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [layout]);
  const start = from.current;
  if (start === null) return layout;
  const part = at === null || at >= 1 ? 0 : at;
  const between = (a: number, b: number) => a + (b - a) * part;
  const lines = <L extends LineAt>(before: readonly L[], after: readonly L[]) =>
    after.map((line, index): L => {
      const was = before[index] ?? line;
      return { ...line, y1: between(was.y1, line.y1), y2: between(was.y2, line.y2) };
    });
  return {
    ...layout,
    height: Math.max(start.height, layout.height),
    nodes: layout.nodes.map((node, index) => ({ ...node, y: between(start.nodes[index]?.y ?? node.y, node.y) })),
    arrows: lines(start.arrows, layout.arrows),
    sources: lines(start.sources, layout.sources),
    orders: lines(start.orders, layout.orders),
    touches: lines(start.touches, layout.touches),
    brackets: [],
  };
}
