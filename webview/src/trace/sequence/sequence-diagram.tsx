import type { TraceReport } from 'everyturn/internal/report/model-report';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { focusStep } from '../step-keys.ts';
import { type Geometry, geometryOf, type PlacedRow } from './geometry.ts';
import { LaneHeads } from './lane-heads.tsx';
import { measures } from './measures.ts';
import { foldableRoles, sequenceOf } from './sequence.ts';
import { DiagramArrow, DiagramText, Hatching, LaneLines } from './sequence-marks.tsx';
import { SequenceTable } from './sequence-table.tsx';
import { windowAround } from './step-window.ts';
import { useWidth } from './use-width.ts';

interface Props {
  readonly trace: TraceReport;
  readonly step: number;
  /** What is broken, and in which step. */
  readonly broken: { readonly step: number; readonly title: string } | undefined;
  readonly choose: (step: number) => void;
}

/** A trace of a system as a sequence diagram; beside it, for keys and ears, the same as a table. */
export function SequenceDiagram({ trace, step, broken, choose }: Props) {
  const [folded, fold] = useState<ReadonlySet<string>>(new Set());
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const width = useWidth(scroller);
  const sequence = useMemo(() => sequenceOf(trace, folded), [trace, folded]);
  const { first, last } = windowAround(step, trace.steps.length);
  const geometry = useMemo(
    () => geometryOf(sequence, { first, last }, width),
    [sequence, first, last, width],
  );
  useEffect(() => {
    if (scroller.current) reveal(scroller.current, geometry, step);
  }, [step, geometry]);
  const chooseByMouse = (next: number) => {
    choose(next);
    // So that the arrow keys go on from here.
    if (frame.current) focusStep(frame.current, next);
  };
  return (
    <div class="sequence" ref={frame} data-testid="sequence">
      <SequenceTable {...{ trace, step, broken, choose }} isOffScreen />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard. */}
      <section class="sequence-scroller" aria-label="Diagram" tabIndex={0} ref={scroller}>
        <FoldChoice roles={foldableRoles(trace)} folded={folded} fold={fold} />
        <LaneHeads lanes={sequence.lanes} geometry={geometry} />
        <WindowEdge isAt={first > 0} text={`Steps before ${first}`} go={() => choose(first - 1)} />
        <Drawing geometry={geometry} step={step} broken={broken} choose={chooseByMouse} />
        <WindowEdge
          isAt={last < trace.steps.length}
          text={`Steps after ${last}`}
          go={() => choose(last + 1)}
        />
      </section>
    </div>
  );
}

/** Scrolls to a step; sideways only as far as its own lane needs. */
function reveal(scroller: HTMLElement, { rows, lanes }: Geometry, step: number): void {
  const placed = rows.find(({ row }) => row.step === step);
  const drawing = scroller.querySelector('.drawing');
  if (!placed || !drawing) return;
  const frame = scroller.getBoundingClientRect();
  const origin = drawing.getBoundingClientRect();
  const above = origin.top + placed.top - (frame.top + measures.headHeight);
  const below = origin.top + placed.bottom + measures.rowPadding - frame.bottom;
  if (above < 0) scroller.scrollTop += above;
  else if (below > 0) scroller.scrollTop += Math.min(below, above);
  const x = lanes.xs[placed.row.lane ?? 0] ?? 0;
  const left = origin.left + x - lanes.gap - frame.left;
  const right = origin.left + x + lanes.gap - frame.right;
  if (left < 0) scroller.scrollLeft += left;
  else if (right > 0) scroller.scrollLeft += right;
}

interface FoldProps {
  readonly roles: readonly string[];
  readonly folded: ReadonlySet<string>;
  readonly fold: (roles: ReadonlySet<string>) => void;
}

function FoldChoice({ roles, folded, fold }: FoldProps) {
  if (roles.length === 0) return null;
  return (
    <fieldset class="folds">
      <legend class="off-screen">Lanes</legend>
      {roles.map((role) => (
        <label key={role} class="check">
          <input
            type="checkbox"
            checked={folded.has(role)}
            onChange={({ currentTarget }) => {
              const others = [...folded].filter((other) => other !== role);
              fold(new Set(currentTarget.checked ? [...others, role] : others));
            }}
          />
          {`One lane for ${role}`}
        </label>
      ))}
    </fieldset>
  );
}

interface EdgeProps {
  readonly isAt: boolean;
  readonly text: string;
  readonly go: () => void;
}

/** Leads to the steps beyond those that are drawn. */
function WindowEdge({ isAt, text, go }: EdgeProps) {
  if (!isAt) return null;
  return (
    <button type="button" class="link window-edge" onClick={go}>
      {text}
    </button>
  );
}

interface DrawingProps {
  readonly geometry: Geometry;
  readonly step: number;
  readonly broken: Props['broken'];
  readonly choose: (step: number) => void;
}

function Drawing({ geometry, step, broken, choose }: DrawingProps) {
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
  readonly broken: Props['broken'];
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
