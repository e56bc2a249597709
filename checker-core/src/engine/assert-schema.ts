import { ModelError, notZod4 } from './errors.ts';

/** The types ask for a schema of zod 4; a project with another zod, or without types, may not. */
export function assertSchema(keyPath: string, schema: unknown): void {
  const isSchema = typeof schema === 'object' && schema !== null && '_zod' in schema;
  if (!isSchema) throw new ModelError(notZod4(keyPath, schema));
}
