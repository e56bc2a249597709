/** What `everyturn --help` prints. */
export const generalHelp = `everyturn: model checking for the TypeScript you already ship

Usage:
  everyturn check [files, folders or globs…] [options]   explore models and report their verdicts
  everyturn --version
  everyturn check --help
`;

/** What `everyturn check --help` prints. */
export const checkHelp = `Usage: everyturn check [files, folders or globs…] [options]

Explores every model that the files export; of several files, those without one are skipped.
Without files: those of the current folder. Of a folder, all .ts and .tsx files at any depth are
searched, except tests and what lies in node_modules or dist.

What to check
  --model <name>        only this model; may be repeated
  --property <key>      report only this property, such as always.consistent; may be repeated
  --search <order>      breadth-first (the default); depth-first, which often meets early what lies
                        deep, and says the same in the end; or simulate: random runs, which find
                        violations in models that are too large, and prove nothing
  --runs <n>            how many random runs (default 1000), each of --depth-max steps (default 100)
  --seed <n>            makes other random runs; the same seed makes the same ones (default 1)
  --engine <name>       compiled (the default) or reference, which is slower and says the same
  --no-symmetry         do not use declared symmetries
  --paranoid            run every turn twice, not those of some states only: finds every turn that
                        uses more than its state, and takes as long as the reference engine
  --no-coverage         do not watch which code runs, nor which condition of a guard fails; a little
                        faster, and the report does not name code that never runs
  --workers <n>         threads that explore a large model, 1 (the default) to 16; the report is the
                        same. Symmetry and the reference engine use one

How far to go (whatever was left is reported as unknown)
  --states-max <n>      expand no further state once n are kept
  --depth-max <n>       do not expand states at this distance from the start
  --time <s>            seconds
  --memory <mb>         MiB of memory
  --turn-timeout <s>    seconds after which a single turn counts as endless (default 2)

What to print
  --json[=<file>]       the report as JSON, to standard output or to a file
  --sarif[=<file>]      the same as SARIF 2.1.0, for code scanning
  --junit[=<file>]      the same as JUnit XML, for test reports: what is unknown is skipped there
  --html[=<file>]       the same as one page that needs no network: verdicts, traces and maps
  --no-timing           leave out times, so that equal runs print equal bytes
  --quiet               print only what needs attention

Exit code
  --fail-on <kinds>     which unknowns and findings end with 2: U1, U2, U3, U4, U5, EVT301, EVT302,
                        EVT303, EVT304, EVT305, EVT306, EVT307, EVT308, separated by commas, or none (default U1).
                        What a comment in the source accepts does not count:
                        // everyturn-accept U1 <reason>

  0  everything holds or was seen, and the exploration was exhausted
  1  something is violated or unreachable
  2  something is unknown
  3  a model error, or a file that cannot be loaded
  4  the command or the configuration is wrong
  70 an internal error of everyturn

The first of 4, 1, 3, 2 that applies.
`;
