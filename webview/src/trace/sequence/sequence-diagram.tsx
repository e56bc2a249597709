import type { TraceReport } from 'everyturn/internal/report/model-report';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { focusStep } from '../step-keys.ts';
import { Drawing } from './drawing.tsx';
import { type Geometry, geometryOf } from './geometry.ts';
import { LaneHeads } from './lane-heads.tsx';
import { measures } from './measures.ts';
import { foldableRoles, sequenceOf } from './sequence.ts';
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
  const [isOpenShown, showOpen] = useState(true);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const width = useWidth(scroller);
  const whole = useMemo(() => sequenceOf(trace, folded), [trace, folded]);
  const sequence = useMemo(
    () => (isOpenShown ? whole : { ...whole, inFlight: [] }),
    [whole, isOpenShown],
  );
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
        <fieldset class="folds">
          <legend class="off-screen">What is drawn</legend>
          <FoldChoice roles={foldableRoles(trace)} folded={folded} fold={fold} />
          {whole.inFlight.length > 0 && (
            <Check
              text="Messages still on their way"
              isOn={isOpenShown}
              set={(isOn) => showOpen(isOn)}
            />
          )}
        </fieldset>
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

/** Whether the actors of a role share a lane. */
function FoldChoice({ roles, folded, fold }: FoldProps) {
  const set = (role: string, isOn: boolean) => {
    const others = [...folded].filter((other) => other !== role);
    fold(new Set(isOn ? [...others, role] : others));
  };
  return (
    <>
      {roles.map((role) => (
        <Check
          key={role}
          text={`One lane for ${role}`}
          isOn={folded.has(role)}
          set={(isOn) => set(role, isOn)}
        />
      ))}
    </>
  );
}

interface CheckProps {
  readonly text: string;
  readonly isOn: boolean;
  readonly set: (isOn: boolean) => void;
}

function Check({ text, isOn, set }: CheckProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => set(currentTarget.checked)}
      />
      {text}
    </label>
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
