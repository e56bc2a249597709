import type { Feature, ServerContext } from '../context.ts';
import { fileOf } from '../documents/open-documents.ts';
import {
  cancelRequest,
  checkRequest,
  commands,
  type ModelAddress,
  trustNotification,
} from '../protocol/index.ts';

/** Check, cancel and trust, as requests of our own client and as commands of any other. */
export const commandsFeature: Feature = (context) => {
  const { connection, checks, options } = context;
  connection.onRequest(checkRequest, (address: unknown) => check(context, address));
  connection.onRequest(cancelRequest, (address: unknown) => cancel(context, address));
  connection.onNotification(trustNotification, () => checks.trust());
  connection.onExecuteCommand(({ command, arguments: [address] = [] }) =>
    context.guard(
      command,
      async () => {
        if (command === commands.check) check(context, address);
        if (command === commands.cancel) cancel(context, address);
        return null;
      },
      null,
    ),
  );
  if (options.ownCommands) return {};
  return { executeCommandProvider: { commands: [commands.check, commands.cancel] } };
};

function check({ checks, documents }: ServerContext, given: unknown): null {
  const address = addressFrom(given);
  if (!address) return null;
  const document = documents.get(address.uri);
  if (document) checks.consider(document);
  checks.check(fileOf(address.uri), address.model);
  return null;
}

function cancel({ checks }: ServerContext, given: unknown): null {
  const address = addressFrom(given);
  if (address) checks.cancel(fileOf(address.uri));
  return null;
}

function addressFrom(given: unknown): ModelAddress | undefined {
  if (typeof given !== 'object' || given === null || !('uri' in given)) return undefined;
  const { uri } = given;
  if (typeof uri !== 'string') return undefined;
  const model = 'model' in given ? given.model : undefined;
  return typeof model === 'string' ? { uri, model } : { uri };
}
