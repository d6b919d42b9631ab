// Mozilla's Readability over a folder of pages, for the benchmark “extraction”: a line with what it found; then, for every line it is sent, it
// reads them all again and says the microseconds of processor time that took.
const fs = require('fs'), path = require('path'), readline = require('readline');
const { JSDOM, VirtualConsole } = require('jsdom');
const { Readability } = require('@mozilla/readability');

const folder = process.argv[2];
const pages = fs.readdirSync(folder).sort().map(name => fs.readFileSync(path.join(folder, name)));

// The bytes, so that jsdom finds the encoding; its complaints about style sheets are of no account here.
function read(page) {
  try {
    return new Readability(new JSDOM(page, { url: 'https://newsroom.example/page.html', virtualConsole: new VirtualConsole() }).window.document).parse();
  } catch {
    return null;
  }
}

console.log(JSON.stringify(pages.map(read).map(found => ({
  title: found?.title ?? null,
  date: found?.publishedTime?.slice(0, 10) ?? null,
  text: found?.textContent ?? '',
}))));

readline.createInterface({ input: process.stdin }).on('line', () => {
  const before = process.cpuUsage();
  pages.forEach(read);
  const took = process.cpuUsage(before);
  console.log(took.user + took.system);
});
