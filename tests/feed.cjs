// Writes feeds with npm's “feed”, for a benchmark. Argument: a file of JSON with a feed and its items. It says {"ready":true}, then for every
// line it is sent, "rss" or "atom", how many microseconds of the processor's time that took, and how many bytes came of it.
'use strict';
const { readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { Feed } = require('feed');

const given = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const items = given.items.map((item) => ({ ...item, date: new Date(item.date), published: new Date(item.date) }));

const write = (format) => {
  const feed = new Feed({ ...given.feed, updated: items[0].date });
  for (const item of items) feed.addItem(item);
  return format === 'rss' ? feed.rss2() : feed.atom1();
};

console.log(JSON.stringify({ ready: true }));
createInterface({ input: process.stdin }).on('line', (format) => {
  const before = process.cpuUsage();
  const bytes = Buffer.byteLength(Buffer.from(write(format)));
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ micros: user + system, bytes }));
});
