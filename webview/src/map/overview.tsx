import type { ModelReport } from 'everyturn/internal/report/model-report';
import { type PanelState, shownStep } from '../panel/panel-state.ts';
import { SourceLink } from '../panel/source-link.tsx';
import type { Dispatch } from '../panel/use-panel.ts';
import { StepList } from '../trace/step-list.tsx';
import { glyphOf, type ShownTrace } from '../trace/traces.ts';

interface Props {
  readonly state: PanelState;
  readonly trace: ShownTrace | undefined;
  readonly dispatch: Dispatch;
}

/** The whole model: the path on the map, the properties, and what is not known. */
export function Overview({ state, trace, dispatch }: Props) {
  const report = state.model?.report;
  if (!report) return null;
  return (
    <div data-testid="overview">
      {report.exhausted && <p class="muted only-narrow">{report.summary}</p>}
      {trace && (
        <section>
          <h2>{`Path: ${trace.title}`}</h2>
          <StepList shown={trace} step={shownStep(state, trace)} dispatch={dispatch} />
        </section>
      )}
      <Verdicts report={report} dispatch={dispatch} />
      <Findings report={report} dispatch={dispatch} />
      <Unknown report={report} dispatch={dispatch} />
      <p class="muted">Select a cell or a line of the map to see what is behind it.</p>
    </div>
  );
}

function Verdicts({ report, dispatch }: { report: ModelReport; dispatch: Dispatch }) {
  return (
    <section>
      <h2>Properties</h2>
      {Object.keys(report.verdicts).length === 0 && <p class="muted">The model declares none.</p>}
      <ul class="verdicts">
        {Object.entries(report.verdicts).map(([property, { kind, word, sentence, trace, at }]) => (
          <li key={property} class={kind} data-testid="verdict" title={sentence}>
            <span class="glyph" aria-hidden="true">
              {glyphOf(kind)}
            </span>
            <span class="name">{property}</span>
            <span class="row">
              <span class="word">{word}</span>
              {trace && (
                <button
                  type="button"
                  class="link"
                  title={`Draw the trace of ${property} over the map`}
                  onClick={() => dispatch({ kind: 'traceChosen', trace: property })}
                >
                  show path
                </button>
              )}
              {at && <SourceLink at={at} dispatch={dispatch} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ report, dispatch }: { report: ModelReport; dispatch: Dispatch }) {
  if (report.findings.length === 0) return null;
  return (
    <section>
      <h2>Findings</h2>
      <ul class="unknown" data-testid="findings">
        {report.findings.map(({ code, keyPath, message, at }) => (
          <li key={`${code} ${keyPath}`}>
            {`! ${code} ${message} `}
            {at && <SourceLink at={at} dispatch={dispatch} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unknown({ report, dispatch }: { report: ModelReport; dispatch: Dispatch }) {
  // The frontier stands in the banner, where it is always in sight.
  const unknown = report.unknown.filter(({ kind }) => kind !== 'frontier');
  if (unknown.length === 0 && report.errors.length === 0) return null;
  return (
    <section>
      <h2>Not known</h2>
      <ul class="unknown">
        {report.errors.map(({ code, keyPath, message, at }) => (
          <li key={`${code} ${keyPath}`}>
            {`⚠ ${code} ${message} `}
            {at && <SourceLink at={at} dispatch={dispatch} />}
          </li>
        ))}
        {unknown.map(({ code, reason, next, at }) => (
          <li key={`${code} ${reason}`}>
            <span>{`${code} ${reason} `}</span>
            <span class="muted">{next} </span>
            {at && <SourceLink at={at} dispatch={dispatch} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
