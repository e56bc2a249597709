import { serveExpansion } from 'everyturn/internal/engine/parallel/serve-expansion';
import type { ThreadPort } from 'everyturn/internal/engine/parallel/thread-port';
import type { Definition } from 'everyturn/internal/model/definition';

/** A thread that is none: it shares nothing with the keeper but what is sent. */
export function threadOf(definition: Definition, onOrder = () => {}): ThreadPort {
  const { port1, port2 } = new MessageChannel();
  const end = (port: typeof port1): ThreadPort => ({
    postMessage: (message, transfer) => port.postMessage(message, [...(transfer ?? [])]),
    listen: (onMessage) => void port.on('message', onMessage),
    terminate: () => port.close(),
  });
  port2.on('message', onOrder);
  serveExpansion(definition, end(port2 as unknown as typeof port1));
  return end(port1 as unknown as typeof port1);
}
