import type { ModelReport } from 'everyturn/internal/report/model-report';
import type { ModelStatus } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { Server } from './server.ts';
import { type CoveredFile, type CoveredPiece, coveredFiles } from './source-coverage.ts';
import type { Statuses } from './statuses.ts';
import { coverageName, cutNote, outcomesOf, type TestOutcome } from './test-outcomes.ts';

/** Shows models and their properties among the tests, and the code that they run in the gutter. */
export function showAsTests(server: Server, statuses: Statuses): vscode.Disposable {
  return new ModelsAsTests(server, statuses);
}

class ModelsAsTests implements vscode.Disposable {
  readonly #server: Server;
  readonly #statuses: Statuses;
  readonly #controller = vscode.tests.createTestController('everyturn', 'Everyturn');
  readonly #details = new WeakMap<vscode.FileCoverage, CoveredFile>();
  /** What is listed of each file, as text: a run that goes on tells the same many times. */
  readonly #listed = new Map<string, string>();
  readonly #owned: vscode.Disposable[];

  constructor(server: Server, statuses: Statuses) {
    this.#server = server;
    this.#statuses = statuses;
    const profile = (label: string, kind: vscode.TestRunProfileKind, withCode: boolean) =>
      this.#controller.createRunProfile(
        label,
        kind,
        (request, token) => this.#run(request, token, withCode),
        true,
      );
    const { Run, Coverage } = vscode.TestRunProfileKind;
    const check = profile('Check', Run, false);
    const covered = profile('Check with coverage', Coverage, true);
    covered.loadDetailedCoverage = async (_, file) => detailsOf(this.#details.get(file));
    const changed = statuses.onChange((uri) => this.#list(uri));
    this.#owned = [changed, check, covered, this.#controller];
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  /** The models of a file and their properties, as they are known now. */
  #list(uri: string): void {
    const models = this.#statuses.of(uri);
    if (models.length === 0) {
      this.#controller.items.delete(uri);
      this.#listed.delete(uri);
      return;
    }
    const now = JSON.stringify(
      models.map(({ model, report }) => [
        model,
        report?.at,
        Object.entries(report?.verdicts ?? {}).map(([keyPath, { at }]) => [keyPath, at]),
      ]),
    );
    if (this.#listed.get(uri) === now) return;
    this.#listed.set(uri, now);
    const { items } = this.#controller;
    const target = vscode.Uri.parse(uri);
    const file = items.get(uri) ?? this.#item(uri, target.path.split('/').at(-1) ?? uri, target);
    file.children.replace(models.map((status) => this.#modelItem(uri, target, status)));
    items.add(file);
  }

  #modelItem(uri: string, target: vscode.Uri, { model, report }: ModelStatus): vscode.TestItem {
    const id = `${uri}#${model}`;
    const item = this.#item(id, model, target);
    const line = (report?.at?.line ?? 0) - 1;
    if (line >= 0 && report?.at?.file === target.fsPath) item.range = lineRange(line);
    for (const [keyPath, property] of Object.entries(report?.verdicts ?? {})) {
      const child = this.#item(`${id} ${keyPath}`, keyPath, target);
      const { at } = property;
      if (at?.file === target.fsPath) child.range = lineRange(at.line - 1);
      item.children.add(child);
    }
    return item;
  }

  #item(id: string, label: string, uri: vscode.Uri): vscode.TestItem {
    return this.#controller.createTestItem(id, label, uri);
  }

  async #run(
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    withCode: boolean,
  ): Promise<void> {
    const uris = this.#urisOf(request);
    // The name of a run with coverage tells whether it was cut: that must be known before.
    if (withCode) for (const uri of uris) await this.#checkUnless(uri, token);
    const name = withCode ? coverageName(this.#reportsOf(uris)) : undefined;
    const run = this.#controller.createTestRun(request, name);
    try {
      for (const uri of uris) {
        if (!withCode) await this.#checkUnless(uri, token);
        if (token.isCancellationRequested || !vscode.workspace.isTrusted) break;
        for (const status of this.#statuses.of(uri)) this.#tell(run, uri, status, request);
      }
      if (withCode) this.#cover(run, this.#reportsOf(uris));
    } finally {
      run.end();
    }
  }

  #reportsOf(uris: readonly string[]): readonly ModelReport[] {
    return uris.flatMap((uri) => this.#statuses.of(uri).flatMap(({ report }) => report ?? []));
  }

  async #checkUnless(uri: string, token: vscode.CancellationToken): Promise<void> {
    if (token.isCancellationRequested || !vscode.workspace.isTrusted) return;
    await this.#check(uri, token);
    this.#list(uri);
  }

  #urisOf({ include }: vscode.TestRunRequest): readonly string[] {
    const all = [...this.#controller.items].map(([id]) => id);
    if (!include) return all;
    return all.filter((uri) => include.some(({ id }) => id === uri || id.startsWith(`${uri}#`)));
  }

  /** Checks the models of a file anew. */
  async #check(uri: string, token: vscode.CancellationToken): Promise<void> {
    const before = Math.max(0, ...this.#statuses.of(uri).map(({ run }) => run));
    const ended = new Promise<void>((resolve) => {
      const isEnded = ({ run, phase }: ModelStatus) => run > before && phase !== 'checking';
      const listening = this.#statuses.onChange((changed) => {
        if (changed !== uri || !this.#statuses.of(uri).every(isEnded)) return;
        listening.dispose();
        resolve();
      });
    });
    const cancelling = token.onCancellationRequested(() => void this.#server.cancel({ uri }));
    await this.#server.check({ uri });
    await ended;
    cancelling.dispose();
  }

  #tell(
    run: vscode.TestRun,
    uri: string,
    status: ModelStatus,
    { include, exclude }: vscode.TestRunRequest,
  ): void {
    const item = this.#controller.items.get(uri)?.children.get(`${uri}#${status.model}`);
    if (!item || exclude?.includes(item)) return;
    const isWanted =
      !include ||
      include.some(({ id }) => id === uri || id === item.id || id.startsWith(`${item.id} `));
    if (!isWanted) return;
    for (const outcome of outcomesOf(status)) {
      const { keyPath } = outcome;
      const test = keyPath === undefined ? item : item.children.get(`${item.id} ${keyPath}`);
      if (test) tellOutcome(run, test, outcome);
    }
    const note = status.report && cutNote(status.report);
    if (note !== undefined) run.appendOutput(`${note}\r\n`);
  }

  #cover(run: vscode.TestRun, reports: readonly ModelReport[]): void {
    for (const covered of coveredFiles(reports)) {
      const uri = vscode.Uri.file(covered.file);
      const file = vscode.FileCoverage.fromDetails(uri, detailsOf(covered));
      this.#details.set(file, covered);
      run.addCoverage(file);
    }
  }
}

function tellOutcome(run: vscode.TestRun, item: vscode.TestItem, outcome: TestOutcome): void {
  const { kind, text = '', description } = outcome;
  // What an earlier run left there does not stay.
  item.description = description ?? '';
  switch (kind) {
    case 'passed':
      run.passed(item);
      return;
    case 'skipped':
      if (text !== '') run.appendOutput(`${text}\r\n`, undefined, item);
      run.skipped(item);
      return;
    case 'failed':
    case 'errored':
      run[kind](item, new vscode.TestMessage(text));
  }
}

function detailsOf(covered: CoveredFile | undefined): vscode.FileCoverageDetail[] {
  if (!covered) return [];
  return [
    ...covered.functions.map(
      ({ at, run }) => new vscode.DeclarationCoverage(nameOf(at), run, rangeOf(at)),
    ),
    ...covered.statements.map(statementOf),
  ];
}

function statementOf({ at, run, branches }: CoveredPiece): vscode.StatementCoverage {
  const outcomes = branches.map(
    (branch) =>
      new vscode.BranchCoverage(branch.run, branch.at && rangeOf(branch.at), branch.label),
  );
  return new vscode.StatementCoverage(run, rangeOf(at), outcomes);
}

/** Functions of models are seldom named: the line tells. */
const nameOf = ({ line }: CoveredPiece['at']) => `line ${line}`;

const rangeOf = ({ line, column, endLine, endColumn }: CoveredPiece['at']) =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);

const lineRange = (line: number) => new vscode.Range(line, 0, line, 0);
