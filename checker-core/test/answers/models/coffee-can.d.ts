/** What may differ from the right rules. */
export interface CoffeeCanOptions {
  /** Of two white beans one is put back: the parity of white is not kept. */
  readonly keepsOneWhite?: boolean;
}
/** Gries's coffee can: take two beans, put one back, until one is left. */
export declare const coffeeCan: (
  n: number,
  { keepsOneWhite }?: CoffeeCanOptions,
) => import('everyturn').Machine<
  {
    black: number;
    white: number;
  },
  {
    twoWhite: unknown;
    twoBlack: unknown;
    oneOfEach: unknown;
    stay: unknown;
  }
>;
//# sourceMappingURL=coffee-can.d.ts.map
