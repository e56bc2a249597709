import type { ModelStatus, StatusResult } from 'everyturn-language-server/protocol';
import * as vscode from 'vscode';
import type { Server } from './server.ts';

/** How the models of all files stand, as far as the server has told. */
export class Statuses implements vscode.Disposable {
  readonly #server: Server;
  readonly #known = new Map<string, readonly ModelStatus[]>();
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #owned: vscode.Disposable[];

  /** The URI of a file, as text, whose models stand differently. */
  readonly onChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#owned = [
      this.#changed,
      server.onStatus((status) => this.#take(status)),
      server.onStarting(() => this.#forget()),
    ];
  }

  of(uri: string): readonly ModelStatus[] {
    return this.#known.get(sameText(uri)) ?? [];
  }

  /** Of all files, in the order in which they became known. */
  get all(): readonly (readonly [uri: string, models: readonly ModelStatus[]])[] {
    return [...this.#known];
  }

  model(uri: string, model: string): ModelStatus | undefined {
    return this.of(uri).find((status) => status.model === model);
  }

  /** Whether the file has models, as far as is known. */
  has(uri: string): boolean {
    return this.of(uri).length > 0;
  }

  async ask(uri: string): Promise<void> {
    this.#take(await this.#server.status(uri));
  }

  dispose(): void {
    for (const one of this.#owned) one.dispose();
  }

  #take({ uri, models }: StatusResult): void {
    const key = sameText(uri);
    this.#known.set(key, models);
    this.#changed.fire(key);
  }

  #forget(): void {
    const uris = [...this.#known.keys()];
    this.#known.clear();
    for (const uri of uris) this.#changed.fire(uri);
  }
}

/** The same file may be written in more than one way: this is VS Code's. */
export function sameText(uri: string): string {
  return vscode.Uri.parse(uri).toString();
}
