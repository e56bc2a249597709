// Loaded by the extension host: runs test files under mocha, and at the very end writes a proof that
// they ran. An extension host that dies during the tests would else pass for a green one.

const { writeFileSync } = require('node:fs');

exports.run = async () => {
  const {
    mocha: mochaPath,
    tests,
    proof,
    testTimeoutMs,
  } = JSON.parse(process.env.EVERYTURN_TEST_RUN);
  const Mocha = require(mochaPath);
  const mocha = new Mocha({ ui: 'bdd', timeout: testTimeoutMs, color: false });
  for (const file of tests) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const results = [];
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('pass', (test) => results.push({ title: test.fullTitle(), passed: true }));
    runner.on('fail', (test, error) => {
      const message = error.stack ?? String(error);
      results.push({ title: test.fullTitle(), passed: false, message });
    });
  });
  const { passes: passed, failures: failed, pending: skipped } = stats;
  writeFileSync(proof, JSON.stringify({ passed, failed, skipped, tests: results }));
  if (failed > 0) throw new Error(`${failed} of the tests failed.`);
};
