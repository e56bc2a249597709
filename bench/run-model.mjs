// Checks one model in a process of its own and prints the counts as JSON.
// Arguments: the bundle of the models, the name of one of them, the options of the check as JSON.

import { check } from 'everyturn';

const [bundle, name, options] = process.argv.slice(2);
const { [name]: model } = await import(bundle);
const { user, system } = process.cpuUsage();

const report = await check(model, { symmetry: false, ...JSON.parse(options) });

assertComplete(report);
console.log(
  JSON.stringify({
    states: report.distinctStates,
    generated: report.generatedStates,
    startSeconds: (user + system) / 1e6,
  }),
);

/** Whatever was cut short, or came to a wrong verdict, is no measurement. */
function assertComplete({ frontier, stopped, errors, verdicts }) {
  const wrong = [...verdicts].filter(([, verdict]) => !isExpected(verdict));
  if (frontier > 0 || stopped || errors.length > 0 || wrong.length > 0) {
    throw new Error(`${name}: ${JSON.stringify({ frontier, stopped, errors, wrong })}`);
  }
}

function isExpected({ kind, reasons }) {
  if (kind === 'unknown') return reasons.every(({ code }) => code === 'notChecked');
  return kind === 'holds' || kind === 'seen';
}
