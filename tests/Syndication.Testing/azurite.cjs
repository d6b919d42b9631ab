// Starts Azurite on a clock that the tests can put forward, and ends it as soon as whoever started it is gone.
// A line on standard input is a number of milliseconds to add; the answer is the line "ahead <sum>".
'use strict';
const { createInterface } = require('node:readline');
const { createRequire } = require('node:module');

const [, , tests, ...settings] = process.argv;
const Clock = Date;
let ahead = 0;

globalThis.Date = new Proxy(Clock, {
  apply: () => new Clock(Clock.now() + ahead).toString(),
  construct: (_, given, target) => Reflect.construct(Clock, given.length === 0 ? [Clock.now() + ahead] : given, target),
  get: (clock, name) => (name === 'now' ? () => Clock.now() + ahead : Reflect.get(clock, name)),
});

createInterface({ input: process.stdin })
  .on('line', line => {
    ahead += Number(line);
    console.log(`ahead ${ahead}`);
  })
  .on('close', () => process.exit(0));

process.argv = [process.argv[0], 'azurite', ...settings];
createRequire(`${tests}/`)('azurite/dist/src/azurite.js');
