/** Another thread, as the engine sees it: the host knows how to start one. */
export interface ThreadPort {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Whom to tell what the thread says, and that it is gone. */
  listen(onMessage: (message: unknown) => void, onEnd: () => void): void;
  terminate(): void;
}
