/** All messages about comments that are meant to answer a report: what is wrong, and what to write. */

const examples = {
  accept: '// everyturn-accept U1 <reason>',
  ignore: '// everyturn-ignore EVT301 <reason>',
} as const;

/** The words of a directive. */
export type DirectiveWord = keyof typeof examples;

export const unknownDirective = (word: string) =>
  `There is no everyturn-${word}. Write ${examples.accept} or ${examples.ignore}.`;

export const missingCode = (word: DirectiveWord) =>
  `everyturn-${word} does not say what: write ${examples[word]}.`;

export const unknownCode = (word: DirectiveWord, code: string) =>
  `everyturn-${word} does not know ${code}. ` +
  `${word === 'accept' ? 'It takes a kind of unknown, U1 to U7' : 'It takes a finding, EVT3xx'}: ` +
  `${examples[word]}.`;

export const ignoredViolation = (word: DirectiveWord, code: string) =>
  `${code} cannot be ${word === 'accept' ? 'accepted' : 'ignored'}: ` +
  `it is a violation or a model error. Mend it, or change what the model promises.`;

export const codeOfOtherKind = (word: DirectiveWord, code: string) =>
  word === 'accept'
    ? `everyturn-accept takes a kind of unknown, U1 to U7, not ${code}: write ${examples.accept}.`
    : `everyturn-ignore takes a finding, EVT3xx, not ${code}. ` +
      `What is unknown can be accepted: ${examples.accept}.`;

export const missingReason = (word: DirectiveWord, code: string) =>
  `everyturn-${word} ${code} has no effect without a reason: say behind ${code} why.`;

export const standsBehindCode = (word: string) =>
  `everyturn-${word} has no effect behind code: put it on a line of its own, above what it is about.`;

export const standsAboveNothing = (word: string) =>
  `everyturn-${word} has no effect here: nothing stands below it. Put it above what it is about.`;
