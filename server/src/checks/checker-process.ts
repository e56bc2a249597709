import { type ChildProcess, fork } from 'node:child_process';
import {
  type Answer,
  endsRun,
  type FromChecker,
  type Question,
  type ToChecker,
} from 'everyturn/internal/checker/protocol';
import { processEnded, processNotStarted } from '../errors.ts';
import { lowerPriority } from './low-priority.ts';

/** The run that a process is asked to make. */
export type RunMessage = Extract<ToChecker, { kind: 'run' }>;

/** The run before, once more with other properties. */
export type RejudgeMessage = Extract<ToChecker, { kind: 'rejudge' }>;

/** More of the run before. */
export type ExtendMessage = Extract<ToChecker, { kind: 'extend' }>;

/** What a process can get ready for. */
export type Preparation = Omit<Extract<ToChecker, { kind: 'prepare' }>, 'kind'>;

/** What a run reports; answers to questions go to those who asked. */
export type RunEvent = Exclude<FromChecker, { kind: 'answer' } | { kind: 'refused' }>;

interface Asked {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * One checker process: the only place where code of the workspace runs. It makes one run and keeps
 * its states, about which it can be asked.
 */
export class CheckerProcess {
  readonly #child: ChildProcess;
  readonly #asked = new Map<number, Asked>();
  #nextId = 1;
  /** The run in progress. */
  #run:
    | {
        readonly message: RunMessage | RejudgeMessage | ExtendMessage;
        readonly file: string;
        readonly listen: (event: RunEvent) => void;
      }
    | undefined;
  #ended = false;
  #keptBytes = 0;

  constructor(entry: string) {
    this.#child = fork(entry, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Node's options of this process, such as a debugger's port, are not for the child.
      execArgv: [],
    });
    this.#child.on('message', (message) => this.#receive(message));
    this.#child.on('exit', (code, signal) => {
      this.#end((file) => processEnded(file, code, signal));
    });
    this.#child.on('error', (error) => {
      this.#end((file) => processNotStarted(file, error.message));
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#output(text));
    }
  }

  /** Whether the process has gone; nothing can be asked of it any more. */
  get ended(): boolean {
    return this.#ended;
  }

  /** What it took when an answer last made it keep more for later ones. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  get id(): number | undefined {
    return this.#child.pid;
  }

  /** Gets ready for a run. */
  prepare(preparation: Preparation): void {
    this.#send({ kind: 'prepare', ...preparation });
  }

  /** Starts a run over a file; `listen` hears of it until one of the events that end it. */
  run(
    file: string,
    message: RunMessage | RejudgeMessage | ExtendMessage,
    listen: (event: RunEvent) => void,
  ): void {
    this.#run = { message, file, listen };
    this.#send(message);
  }

  /** Asks the run in progress to stop; it then reports a bounded result. */
  stop(run: number): void {
    this.#send({ kind: 'stop', run });
  }

  /** Asks about the states of a run. Rejected when the process does not know or goes away. */
  ask(run: number, question: Question): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        resolve({ kind: 'gone' });
        return;
      }
      this.#asked.set(id, { resolve, reject });
      this.#send({ kind: 'ask', id, run, question });
    });
  }

  /** Lets it work only where no other process wants to, from now on. */
  stepBack(): void {
    if (this.id !== undefined) lowerPriority(this.id);
  }

  dispose(): void {
    this.#child.kill('SIGKILL');
  }

  #send(message: ToChecker): void {
    // A process that is about to exit cannot be written to; its exit is reported by itself.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  #receive(received: unknown): void {
    if (typeof received !== 'object' || received === null || !('kind' in received)) return;
    // Our own checker wrote it: it is a message of the protocol.
    const message = received as FromChecker;
    if (message.kind === 'answer') {
      this.#keptBytes = message.memoryBytes ?? this.#keptBytes;
      this.#settle(message.id)?.resolve(message.answer);
    } else if (message.kind === 'refused') {
      this.#settle(message.id)?.reject(new Error(message.reason));
    } else if (message.run === this.#run?.message.run) {
      const { listen } = this.#run;
      if (endsRun(message)) this.#run = undefined;
      listen(message);
    }
  }

  #settle(id: number): Asked | undefined {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    return asked;
  }

  #output(text: string): void {
    if (this.#run) this.#run.listen({ kind: 'output', run: this.#run.message.run, text });
  }

  #end(describe: (file: string) => string): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const { resolve } of this.#asked.values()) resolve({ kind: 'gone' });
    this.#asked.clear();
    const ended = this.#run;
    this.#run = undefined;
    if (!ended) return;
    const { run } = ended.message;
    const message = describe(ended.file);
    ended.listen({ kind: 'died', run, death: { code: 'EVT212', message } });
  }
}
