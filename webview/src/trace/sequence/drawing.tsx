import type { Geometry, PlacedRow } from './geometry.ts';
import { measures } from './measures.ts';
import { DiagramArrow, DiagramText, Hatching, LaneLines } from './sequence-marks.tsx';

interface DrawingProps {
  readonly geometry: Geometry;
  readonly step: number;
  readonly broken: { readonly step: number; readonly title: string } | undefined;
  readonly choose: (step: number) => void;
}

/** The picture of a sequence diagram; what it says is also in the table beside it. */
export function Drawing({ geometry, step, broken, choose }: DrawingProps) {
  const { width, height, rows, arrows, outages, lanes, tail } = geometry;
  return (
    <svg class="drawing" width={width} height={height} aria-hidden="true">
      <Hatching />
      {rows.map((placed) => (
        <Band
          key={placed.row.step}
          {...{ placed, width, choose }}
          isShown={placed.row.step === step}
        />
      ))}
      <LaneLines lanes={lanes} height={height} outages={outages} />
      {tail && <path class="tail-line" d={`M0 ${tail.top + 4.5} H${width}`} />}
      {arrows.map((placed, index) => (
        <DiagramArrow key={index} placed={placed} step={step} />
      ))}
      {rows.map((placed) => (
        <Turn
          key={placed.row.step}
          {...{ placed, lanes, broken }}
          starters={placed.row.step === 0 ? startersOf(arrows) : []}
          isShown={placed.row.step === step}
        />
      ))}
      {tail && (
        <>
          <text class="tail-title" x={6} y={tail.top + 18}>
            still on their way
          </text>
          {tail.texts.map((text) => (
            <DiagramText key={text.y} placed={text} />
          ))}
          {tail.omitted > 0 && (
            <text class="tail-title" x={6} y={height - 8}>
              {`… ${tail.omitted} more`}
            </text>
          )}
        </>
      )}
    </svg>
  );
}

function startersOf(arrows: Geometry['arrows']): readonly number[] {
  const sent = arrows.filter(({ arrow }) => arrow.flight.sentAt === 0);
  return [...new Set(sent.map(({ arrow }) => arrow.from))];
}

interface BandProps {
  readonly placed: PlacedRow;
  readonly width: number;
  readonly isShown: boolean;
  readonly choose: (step: number) => void;
}

/** The whole breadth of a step, to be clicked. */
function Band({ placed, width, isShown, choose }: BandProps) {
  const { row, top, bottom, texts } = placed;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard by the table beside the picture.
    <rect
      class={isShown ? 'band shown' : 'band'}
      data-testid="sequence-band"
      data-step={row.step}
      x={1}
      y={top + 4}
      width={width - 2}
      height={bottom - top}
      rx={4}
      onClick={() => choose(row.step)}
    >
      {texts.length > 0 && <title>{texts.map(({ whole }) => whole).join('\n')}</title>}
    </rect>
  );
}

interface TurnProps {
  readonly placed: PlacedRow;
  /** Lanes whose actors send without a turn of the trace: before the first step. */
  readonly starters: readonly number[];
  readonly lanes: Geometry['lanes'];
  readonly broken: DrawingProps['broken'];
  readonly isShown: boolean;
}

/** The number of a step, the bar of its turn and its texts. */
function Turn({ placed, starters, lanes, broken, isShown }: TurnProps) {
  const { row, barTop, barBottom, texts } = placed;
  // A crash is no turn.
  const hasBar = row.lane !== undefined && row.event !== 'crash';
  const x = hasBar ? lanes.xs[row.lane] : undefined;
  const isBroken = broken?.step === row.step;
  return (
    <g class={`turn ${isShown ? 'shown' : ''} ${isBroken ? 'broken' : ''}`}>
      <rect class="number-box" x={7} y={barTop - 3} width={22} height={17} rx={4} />
      <text class="number-text" x={18} y={barTop + 9.5} text-anchor="middle">
        {row.step}
      </text>
      {isBroken && (
        <text class="broken-mark" x={18} y={barTop + 26} text-anchor="middle">
          ✗
        </text>
      )}
      {starters.map((lane) => (
        <circle key={lane} class="bar" cx={lanes.xs[lane]} cy={barBottom} r={3.5} />
      ))}
      {x !== undefined && (
        <rect
          class="bar"
          x={x - measures.barHalf}
          y={barTop}
          width={2 * measures.barHalf}
          height={barBottom - barTop}
          rx={2}
        />
      )}
      {texts.map((text) => (
        <DiagramText key={`${text.anchor} ${text.y}`} placed={text} />
      ))}
    </g>
  );
}
