import type { Head, PlacedArrow, PlacedOutage } from './geometry.ts';
import { measures } from './measures.ts';
import type { Icon, Lanes, PlacedText } from './row-texts.ts';

/** The pattern of a stretch in which an actor is down. */
export function Hatching() {
  return (
    <defs>
      <pattern
        id="down"
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path class="hatch" d="M0 0 V5" />
      </pattern>
    </defs>
  );
}

interface LaneLinesProps {
  readonly lanes: Lanes;
  readonly height: number;
  readonly outages: readonly PlacedOutage[];
}

/** The lanes from top to bottom, hatched where their actors are down. */
export function LaneLines({ lanes, height, outages }: LaneLinesProps) {
  const half = measures.barHalf + 2;
  return (
    <g>
      {lanes.xs.map((x) => (
        <path key={x} class="lane" d={`M${x} 0 V${height}`} />
      ))}
      {outages.map(({ outage, top, bottom }) => (
        <rect
          key={`${outage.address} ${outage.from}`}
          class="outage"
          data-testid="outage"
          x={(lanes.xs[outage.lane] ?? 0) - half}
          y={top}
          width={2 * half}
          height={Math.max(0, bottom - top)}
        />
      ))}
    </g>
  );
}

interface ArrowProps {
  readonly placed: PlacedArrow;
  readonly step: number;
}

/** A message: a line, and at its end a head, an open one or a cross. */
export function DiagramArrow({ placed, step }: ArrowProps) {
  const { arrow, line, head } = placed;
  const { end, sentAt } = arrow.flight;
  const isShown = end.kind !== 'inFlight' && end.at === step;
  const emphasis = isShown ? 'arriving' : sentAt === step ? 'leaving' : '';
  return (
    <g class={`arrow ${end.kind} ${emphasis}`} data-testid="arrow" data-kind={end.kind}>
      <path class="line" d={line} />
      {head && (
        <path
          class={end.kind === 'delivered' || end.kind === 'copied' ? 'head' : 'open-head'}
          d={headOf(head, end.kind)}
        />
      )}
    </g>
  );
}

function headOf({ x, y, angle }: Head, kind: string): string {
  if (kind === 'lost')
    return `M${x - 5} ${y - 5} L${x + 5} ${y + 5} M${x - 5} ${y + 5} L${x + 5} ${y - 5}`;
  const corner = (turn: number) => {
    const [dx, dy] = [Math.cos(angle + turn) * 9, Math.sin(angle + turn) * 9];
    return `${(x - dx).toFixed(1)} ${(y - dy).toFixed(1)}`;
  };
  const points = `M${corner(0.4)} L${x} ${y} L${corner(-0.4)}`;
  return kind === 'inFlight' ? points : `${points} Z`;
}

/** A line of text of the diagram, with the sign that belongs to it. */
export function DiagramText({ placed }: { readonly placed: PlacedText }) {
  const { x, y, anchor, kind, text, icon } = placed;
  const side = anchor === 'start' ? 1 : -1;
  return (
    <>
      {icon && <path class={`icon ${icon}`} d={icons[icon](x + side * 4.5, y - 4)} />}
      <text
        class={`text text-${kind}`}
        x={icon ? x + side * measures.icon : x}
        y={y}
        text-anchor={anchor}
      >
        {text}
      </text>
    </>
  );
}

/** Around a middle: a stop watch; two sheets. */
const icons: Readonly<Record<Icon, (x: number, y: number) => string>> = {
  clock: (x, y) =>
    `M${x - 4} ${y} a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 M${x} ${y - 2.5} V${y} h2 M${x} ${y - 4} v-2`,
  copy: (x, y) => `M${x - 4} ${y - 4} h5 v5 h-5 Z M${x - 1} ${y - 1} h5 v5 h-5 Z`,
};
