// What `npm test` runs: sets up what is missing, then every check and every test, and counts them.
//
//   node test.mjs [--cases N] [--node MAJOR] [part of a test file's path …]
//
// --cases N      runs every property with so many cases (10,000 otherwise)
// --node MAJOR   runs the whole suite on that version of Node, installed for this purpose alone
import { requireSupportedNode } from './setup/node-version.mjs';

requireSupportedNode();
import('./setup/suite.mjs')
  .then(({ runSuite }) => runSuite(process.argv.slice(2)))
  .then((status) => {
    process.exitCode = status;
  });
