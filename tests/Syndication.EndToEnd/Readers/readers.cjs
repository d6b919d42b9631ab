// Reads feeds as rss-parser does. Arguments: the folder of the modules, then files. It says one JSON line a file.
'use strict';
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');

const [, , tests, ...files] = process.argv;
const Parser = createRequire(`${tests}/`)('rss-parser');

(async () => {
  for (const file of files) {
    const feed = await new Parser().parseString(readFileSync(file, 'utf8'));
    const items = feed.items.map((item) => ({
      id: item.guid ?? item.id,
      title: item.title,
      link: item.link,
      published: new Date(item.isoDate).toISOString(),
      text: item['content:encoded'] ?? item.content,
    }));
    console.log(JSON.stringify({ file, title: feed.title, items }));
  }
})();
