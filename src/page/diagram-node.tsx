/** A step in the diagram: its mark, its label, and a button of it. BetweenLanes anew only when something of it has changed. */
import { Component } from "preact";
import type { ClaimMark } from "./claims.ts";
import type { NodeAt } from "./diagram-shapes.ts";
import { MarkShape, StepMark } from "./marks.tsx";

interface NodeProps {
  readonly node: NodeAt;
  readonly mark: ClaimMark;
  readonly radius: number;
  readonly class: string;
  readonly isBranch: boolean;
  readonly text: string;
  readonly onGo: () => void;
}

/** Of two hundred one has changed, mostly. */
export class StepNode extends Component<NodeProps> {
  override shouldComponentUpdate(next: NodeProps): boolean {
    const { node, mark, class: name, isBranch, radius, text } = this.props;
    return (
      node !== next.node ||
      mark !== next.mark ||
      name !== next.class ||
      isBranch !== next.isBranch ||
      radius !== next.radius ||
      text !== next.text
    );
  }

  override render() {
    const { node, mark, radius: r, class: name, isBranch, text } = this.props;
    const { x, y, step, side } = node;
    const isNow = name.includes(" cur");
    const label =
      side === "above" ? (
        <text class="lbl up" x={x} y={y - r - 6} text-anchor="middle">
          {node.name}
        </text>
      ) : (
        <text
          class="lbl"
          x={x + (side === "left" ? -1 : 1) * (r + 7)}
          y={y + 4.3 + node.shift}
          text-anchor={side === "left" ? "end" : "start"}
        >
          {node.name}
          {node.rest !== "" && <tspan class="p"> {node.rest}</tspan>}
        </text>
      );
    return (
      <g
        class={name}
        // In SVG the name is as it is written: tabIndex would be an attribute that nobody knows.
        tabindex={0}
        role="button"
        onClick={() => this.props.onGo()}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          this.props.onGo();
        }}
      >
        <title>
          step {step}: {text}
        </title>
        <rect
          class="foc"
          x={x - r - 5}
          y={y - r - 5}
          width={2 * r + 10}
          height={2 * r + 10}
          rx="4"
          fill="transparent"
        />
        <StepMark step={step} mark={mark} r={r} x={x} y={y} dashed={isBranch} />
        {isNow && (
          <MarkShape claim={mark.claim === 1 ? 1 : 0} x={x} y={y} r={r + 3.5} fill="none" stroke="var(--ink)" />
        )}
        {label}
      </g>
    );
  }
}
