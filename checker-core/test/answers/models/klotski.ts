import { machine } from 'everyturn';
import * as z from 'zod';
import { at } from './at.ts';

const width = 4;
const height = 5;
/** A cell is numbered row by row: x + 4 y. */
const Cell = z
  .int()
  .min(0)
  .max(width * height - 1);
const Direction = z.enum(['up', 'down', 'left', 'right']);
type Direction = z.output<typeof Direction>;
type Piece = ReadonlySet<number>;

const start = [
  ['00', '01'],
  ['10', '20', '11', '21'],
  ['30', '31'],
  ['02', '03'],
  ['12', '22'],
  ['32', '33'],
  ['13'],
  ['23'],
  ['04'],
  ['34'],
];
const cell = (xy: string) => Number(at([...xy], 0)) + width * Number(at([...xy], 1));
const pieceOf = (cells: readonly string[]) => new Set(cells.map(cell));
const goal = pieceOf(['13', '14', '23', '24']);

const steps: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
};
const opposite: Readonly<Record<Direction, Direction>> = {
  up: 'down',
  down: 'up',
  left: 'right',
  right: 'left',
};

/** The neighbour of a cell, or undefined beyond the edge of the board. */
function neighbour(of: number, direction: Direction): number | undefined {
  const [dx, dy] = steps[direction];
  const x = (of % width) + dx;
  const y = Math.floor(of / width) + dy;
  return x >= 0 && x < width && y >= 0 && y < height ? x + width * y : undefined;
}

/** The piece that can move over the empty cell from this direction, and where it comes to lie. */
function move(pieces: ReadonlySet<Piece>, empty: number, from: Direction) {
  const pieceAt = (at: number) => [...pieces].find((piece) => piece.has(at));
  const source = neighbour(empty, from);
  const piece = source === undefined ? undefined : pieceAt(source);
  if (piece === undefined || pieceAt(empty) !== undefined) return undefined;
  const moved = new Set<number>();
  for (const one of piece) {
    const to = neighbour(one, opposite[from]);
    if (to === undefined) return undefined;
    const other = pieceAt(to);
    if (other !== undefined && other !== piece) return undefined;
    moved.add(to);
  }
  return { piece, moved };
}

const equals = (one: Piece, other: Piece) =>
  one.size === other.size && [...one].every((cell) => other.has(cell));

/** Klotski: ten pieces in a frame; equal shapes are not told apart. */
export const klotski = () =>
  machine({ state: z.object({ pieces: z.set(z.set(Cell)) }) }).define({
    init: () => ({ pieces: new Set(start.map(pieceOf)) }),
    actions: {
      slide: {
        params: { empty: Cell, from: Direction },
        when: (s, { empty, from }) => move(s.pieces, empty, from) !== undefined,
        next: (s, { empty, from }) => {
          const found = move(s.pieces, empty, from);
          if (found === undefined) return;
          for (const piece of s.pieces) if (equals(piece, found.piece)) s.pieces.delete(piece);
          s.pieces.add(found.moved);
        },
      },
    },
    sometimes: { out: (s) => [...s.pieces].some((piece) => equals(piece, goal)) },
  });
