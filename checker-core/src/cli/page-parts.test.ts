import { expect, test } from 'vitest';
import { pageParts } from './page-parts.ts';

test('a package without the parts of the page says so, and what to do', () => {
  expect(() => pageParts(new URL('file:///no/such/folder/'))).toThrow(
    /'--html' needs .*page\.js, which is not there\. Install everyturn again; in a clone/,
  );
});
