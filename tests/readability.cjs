// Mozilla's Readability over a folder of pages, for the benchmark “extraction”: what it found, and the milliseconds a page of the fastest round.
const fs = require('fs'), path = require('path');
const { JSDOM } = require('jsdom');
const { Readability } = require('@mozilla/readability');

const [folder, rounds] = [process.argv[2], Number(process.argv[3])];
const names = fs.readdirSync(folder).filter(name => name.endsWith('.input.html')).sort();
const pages = names.map(name => fs.readFileSync(path.join(folder, name)));
const read = page => new Readability(new JSDOM(page.toString('utf8'), { url: 'https://newsroom.example/page.html' }).window.document).parse();

const found = pages.map(read);
let fastest = Infinity;
for (let round = 0; round < rounds; round++) {
  const start = process.hrtime.bigint();
  pages.forEach(read);
  fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / 1e6 / pages.length);
}

console.log(JSON.stringify({
  milliseconds: fastest,
  pages: names.map((name, i) => ({
    name,
    title: found[i]?.title ?? null,
    date: found[i]?.publishedTime?.slice(0, 10) ?? null,
    text: found[i]?.textContent ?? '',
  })),
}));
