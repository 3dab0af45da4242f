// What `npm test` runs: sets up what is missing, then every check and every test, and counts them.
//
//   node test.mjs [--cases N] [--node MAJOR] [--day DATE] [--long] [part of a test file's path …]
//   node test.mjs --faults [--end-of-day] [--kills N] [--seed N]
//   node test.mjs --simulation [--seeds N] [--from SEED]
//   node test.mjs --page-calls [--data DIR | --months N] [--times N]
//   node test.mjs --long-lists [--data DIR] [--profiles DIR]
//
// --cases N      runs every property with so many cases (10,000 otherwise)
// --node MAJOR   runs the whole suite on that version of Node, installed for this purpose alone
// --day DATE     takes that day for today, as `--day 2027-01-01 tests/browser/pages`: what a demo has depends on its date
// --long         instead of the short tests: those that take minutes (`*.long.test.ts`)
// --simulation   instead of the tests: lives N towns (1,000) beside a model that says every answer and balance
// --page-calls   instead of the tests: times every call behind a page on a demo with its whole past, or on DIR
// --long-lists   instead of the tests: scrolls ten thousand listings and five thousand claims in a browser
// --faults       instead of the tests: kills server, bank and database N times (200) under load, and looks what is left
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
const [first, ...rest] = process.argv.slice(2);
run().then((status) => {
  process.exitCode = status;
});

async function run() {
  if (first === '--faults') {
    const { runFaults } = await import('./setup/faults.mjs');
    return runFaults(rest);
  }
  if (first === '--simulation') {
    const { runSimulation } = await import('./setup/simulation.mjs');
    return runSimulation(rest);
  }
  if (first === '--page-calls') {
    const { runPageCalls } = await import('./setup/page-calls.mjs');
    return runPageCalls(rest);
  }
  if (first === '--long-lists') {
    const { runLongLists } = await import('./setup/long-lists.mjs');
    return runLongLists(rest);
  }
  const { runSuite } = await import('./setup/suite.mjs');
  return runSuite(process.argv.slice(2));
}
