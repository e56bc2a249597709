import type { FromPanel, ToPanel } from '../messages/index.ts';
import { parseToPanel } from '../messages/parse.ts';

/** What VS Code gives to the script of a webview. */
interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The panel's only way out: messages, and a memory that survives a reload. */
export interface Host {
  post(message: FromPanel): void;
  /** Calls `receive` for each sound message of the host. */
  listen(receive: (message: ToPanel) => void): void;
  remember(memory: unknown): void;
  recall(): unknown;
}

/** Connects to the host; to be called once, since VS Code hands its API out once. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    listen(receive) {
      window.addEventListener('message', ({ data }) => {
        const message = parseToPanel(data);
        if (message) receive(message);
      });
    },
    remember: (memory) => api.setState(memory),
    recall: () => api.getState(),
  };
}
