import type { CodePlaces } from '../coverage/code-places.ts';
import type { CodeRecord } from '../coverage/code-watch.ts';
import type { Doubt } from '../engine/doubts.ts';
import type { ModelErrorReport, Report, SourceLocation, Trace } from '../model/report.ts';
import type { Explanation } from '../trace/explanation.ts';
import type { Directive } from './directives.ts';

/** Which code of a model has run. */
export interface RanCode {
  readonly places: CodePlaces;
  readonly record: CodeRecord;
  /** The bit of each property under which it ran code. */
  readonly contexts: ReadonlyMap<string, number>;
}

/** What a report is built from. */
export interface ReportSource {
  /** Path relative to the folder of the run, with forward slashes. */
  readonly file: string;
  /** The name of the export. */
  readonly name: string;
  readonly at?: SourceLocation;
  readonly report: Report<unknown>;
  /** Where the function or declaration with this key path stands. */
  readonly locate?: (keyPath: string) => SourceLocation | undefined;
  /** Where the state declares a field, or a value of it; the path is as reports write it. */
  readonly locateValue?: (path: string, value?: unknown) => SourceLocation | undefined;
  /** What of its code has run, where that was watched. */
  readonly code?: RanCode;
  /** Where a trace happened; the property is absent for the trace of a model error. */
  readonly explain?: (trace: Trace<unknown>, property?: string) => Explanation | undefined;
  /** Where a model error happened, where its stack tells more than its key path. */
  readonly locateError?: (error: ModelErrorReport) => SourceLocation | undefined;
  /** Why some of its properties say less than they seem to. */
  readonly doubts?: readonly Doubt[];
  /** The comments of the sources that answer the report. */
  readonly directives?: readonly Directive[];
}
