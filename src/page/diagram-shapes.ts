/** What a diagram is made of, in pixels: where its lanes, steps, lines and words stand (diagram-layout.ts puts them there). */
import type { Reasons } from "../why/reasons.ts";

export interface LayoutOptions {
  readonly width: number;
  readonly isCausal: boolean;
  readonly reasons: Reasons | null;
}

export interface NodeAt {
  /** From 1. */
  readonly step: number;
  readonly lane: number;
  readonly x: number;
  readonly y: number;
  /** What the rule is called, and what of its arguments is new. */
  readonly name: string;
  readonly rest: string;
  readonly side: "left" | "right" | "above";
  /** How far its label is moved up or down, out of the way of arrows. */
  readonly shift: number;
}

export interface LaneAt {
  readonly x: number;
  readonly name: string;
  readonly isUsed: boolean;
  /** The claim that is alone on it; null: none, or several. */
  readonly claim: 0 | 1 | 2 | null;
}

export interface BracketAt {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly says: string;
  readonly claim: 0 | 1 | 2;
  readonly steps: readonly number[];
}

export interface LineAt {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly steps: readonly number[];
  readonly claim: 0 | 1 | 2 | null;
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly isWide: boolean;
  readonly radius: number;
  readonly lanes: readonly LaneAt[];
  readonly nodes: readonly NodeAt[];
  readonly arrows: readonly LineAt[];
  /** From a lane without a step: a process's first contents. */
  readonly sources: readonly LineAt[];
  /** To a lane of which a step wrote something. */
  readonly touches: readonly LineAt[];
  /** Where the other order would lead elsewhere. */
  readonly orders: readonly LineAt[];
  readonly brackets: readonly BracketAt[];
  readonly loop: {
    readonly top: number;
    readonly bottom: number;
    readonly right: number;
    readonly wraps: readonly (LineAt & { readonly to: number })[];
  } | null;
  readonly laneGap: number;
  /** Where the first row is, and how far it is to the next. */
  readonly top: number;
  readonly pitch: number;
}
