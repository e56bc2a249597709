import * as z from 'zod';

/** The identity of an actor: a name when checking, a network endpoint when running. */
export type Address = string & z.BRAND<'Address'>;

/** The schema of addresses, for props, messages and states that hold them. */
// The brand is a type only: a string with it is a string at run time.
export const Address = z.string().min(1) as unknown as z.ZodType<Address, string>;

/** The address with this name. */
export function address(name: string): Address {
  return Address.parse(name);
}

/** Several addresses at once, in the order of their names. */
export function addresses<const N extends readonly string[]>(
  ...names: N
): { readonly [I in keyof N]: Address } {
  // `map` keeps the length and the order of the tuple, which its type does not say.
  return names.map(address) as unknown as { readonly [I in keyof N]: Address };
}
