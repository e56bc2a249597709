/** What happens in steps of a system, in the order in which the steps of a state are taken. */
export const systemEvents = ['lose', 'deliver', 'duplicate', 'timer', 'crash', 'recover'] as const;

/** What happens in a step of a system. */
export type SystemEvent = (typeof systemEvents)[number];
