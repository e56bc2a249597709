import type { Budget } from 'everyturn';
import type { SearchGoal } from 'everyturn/internal/checker/protocol';
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
        if (command === commands.extend) await extend(context, address);
        if (command === commands.search) await search(context, address);
        return null;
      },
      null,
    ),
  );
  if (options.ownCommands) return {};
  return {
    executeCommandProvider: {
      commands: [commands.check, commands.cancel, commands.extend, commands.search],
    },
  };
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

/** Goes on with a run, as a quick fix says. */
async function extend({ checks, connection }: ServerContext, given: unknown): Promise<void> {
  const { uri, model } = addressFrom(given) ?? {};
  const budget = budgetFrom(given);
  if (uri === undefined || model === undefined || !budget) return;
  const { refused } = await checks.extend(fileOf(uri), model, { budget });
  if (refused !== undefined) connection.window.showInformationMessage(refused);
}

/** Goes on with a run towards something that was not seen, and says what came of it. */
async function search({ checks, connection }: ServerContext, given: unknown): Promise<void> {
  const { uri, model } = addressFrom(given) ?? {};
  const goal = goalFrom(given);
  if (uri === undefined || model === undefined || !goal) return;
  const { refused, sought } = await checks.extend(fileOf(uri), model, { search: goal });
  const said = refused ?? sought?.sentence;
  if (said !== undefined) connection.window.showInformationMessage(said);
}

function goalFrom(given: unknown): SearchGoal | undefined {
  const goal: unknown =
    typeof given === 'object' && given !== null ? Reflect.get(given, 'goal') : {};
  if (typeof goal !== 'object' || goal === null) return undefined;
  const [field, value, property, action] = ['field', 'value', 'property', 'action'].map(
    (name): unknown => Reflect.get(goal, name),
  );
  if (typeof property === 'string') return { property };
  if (typeof action === 'string') return { action };
  return typeof field === 'string' && typeof value === 'string' ? { field, value } : undefined;
}

/** Bounds that are no numbers are left out. */
function budgetFrom(given: unknown): Budget | undefined {
  if (typeof given !== 'object' || given === null || !('budget' in given)) return undefined;
  if (typeof given.budget !== 'object' || given.budget === null) return undefined;
  const bounds = Object.entries(given.budget).filter(([, value]) => typeof value === 'number');
  return Object.fromEntries(bounds);
}

function addressFrom(given: unknown): ModelAddress | undefined {
  if (typeof given !== 'object' || given === null || !('uri' in given)) return undefined;
  const { uri } = given;
  if (typeof uri !== 'string') return undefined;
  const model = 'model' in given ? given.model : undefined;
  return typeof model === 'string' ? { uri, model } : { uri };
}
