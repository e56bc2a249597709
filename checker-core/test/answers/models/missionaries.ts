import { domain, machine } from 'everyturn';
import * as z from 'zod';

const Person = z.enum(['m1', 'm2', 'm3', 'c1', 'c2', 'c3']);
type Person = z.output<typeof Person>;
const Bank = z.enum(['east', 'west']);
type Bank = z.output<typeof Bank>;
type Crowd = Readonly<Record<Person, Bank>>;

const isMissionary = (person: Person) => person.startsWith('m');

/** No bank has missionaries and more cannibals than these. */
const isSafe = (at: Crowd) =>
  domain(Bank).every((bank) => {
    const there = domain(Person).filter((person) => at[person] === bank);
    const missionaries = there.filter(isMissionary).length;
    return missionaries === 0 || missionaries >= there.length - missionaries;
  });

/** The crowd after these persons have crossed. */
const crossed = (at: Crowd, boat: readonly Person[]): Crowd => ({
  ...at,
  ...Object.fromEntries(boat.map((person) => [person, at[person] === 'east' ? 'west' : 'east'])),
});

/** Each set of one or two of these persons, once. */
const boatloads = (persons: readonly Person[]): Person[][] =>
  persons.flatMap((one, i) => [[one], ...persons.slice(i + 1).map((other) => [one, other])]);

/** Three missionaries and three cannibals cross a river in a boat for two. */
export const missionaries = () =>
  machine({ state: z.object({ boat: Bank, at: z.record(Person, Bank) }) }).define({
    init: () => ({
      boat: 'east',
      at: { m1: 'east', m2: 'east', m3: 'east', c1: 'east', c2: 'east', c3: 'east' },
    }),
    actions: {
      cross: {
        next: (s, _, turn) => {
          const here = domain(Person).filter((person) => s.at[person] === s.boat);
          const load = turn.choose(boatloads(here).filter((load) => isSafe(crossed(s.at, load))));
          const other = s.boat === 'east' ? 'west' : 'east';
          for (const person of load) s.at[person] = other;
          s.boat = other;
        },
      },
    },
    sometimes: { nobodyIsLeft: (s) => Object.values(s.at).every((bank) => bank === 'west') },
  });
