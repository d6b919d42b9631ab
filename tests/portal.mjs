// Looks at every page it is told of as a person's browser does: in Chromium, on a desktop and a telephone, light and dark, with axe for what
// keeps somebody out and html-validate for the source. Takes a file {base, pages: [{name, path, language, status}], searches, screenshots}
// and says what it found as one JSON document.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const asked = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const found = { accessibility: [], console: [], elsewhere: [], scrolling: [], html: [], weights: [], searches: [], fonts: [], looked: 0 };

const validator = new HtmlValidate(new StaticConfigLoader({
  extends: ['html-validate:recommended'],
  rules: {
    'long-title': 'off', // A headline is as long as its author made it.
    'tel-non-breaking': 'off', // Numbers stand as they were written; the stylesheet keeps them on one line.
    'void-style': 'off', // The body is well-formed XML too, since feeds carry it: <img />.
  },
}));

const sizes = { desktop: { width: 1280, height: 900 }, telephone: { width: 375, height: 740 } };
const browser = await chromium.launch({ executablePath: asked.chromium, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
fs.mkdirSync(asked.screenshots, { recursive: true });

for (const size of Object.keys(sizes)) {
  const context = await browser.newContext({ viewport: sizes[size], isMobile: size === 'telephone', hasTouch: size === 'telephone', reducedMotion: 'reduce' });
  const page = await context.newPage();
  let at = '';
  page.on('console', message => {
    // What is gone answers 410, what never was 404: the browser says so, and it is meant.
    if (['error', 'warning'].includes(message.type()) && !/status of (404|410)/.test(message.text()))
      found.console.push(`${at}: ${message.text()}`);
  });
  page.on('pageerror', error => found.console.push(`${at}: ${error.message}`));
  page.on('request', request => {
    if (!request.url().startsWith(asked.base))
      found.elsewhere.push(`${at}: ${request.url()}`);
  });

  for (const one of asked.pages) {
    at = `${one.name} (${size})`;
    await page.emulateMedia({ colorScheme: 'light' });
    const answer = await page.goto(asked.base + one.path, { waitUntil: 'load' });
    if (answer.status() !== one.status)
      found.console.push(`${at}: answered ${answer.status()} instead of ${one.status}`);
    const [wide, fits] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (wide > fits)
      found.scrolling.push(`${at}: ${wide} > ${fits}`);
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    found.fonts.push([one.language, await page.evaluate(() => [...document.fonts].filter(font => font.status === 'loaded').length)]);
    await page.evaluate(axe);
    await lookAsync(page, `${at} light`);
    await page.screenshot({ path: path.join(asked.screenshots, `${one.name}-${size}-light.png`), fullPage: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    await lookAsync(page, `${at} dark`, ['color-contrast', 'link-in-text-block']);
    await page.screenshot({ path: path.join(asked.screenshots, `${one.name}-${size}-dark.png`), fullPage: true });
    found.looked++;
    if (size === 'desktop')
      await sourceAsync(one);
  }

  await context.close();
}

const context = await browser.newContext({ viewport: sizes.desktop });
const page = await context.newPage();
for (const search of asked.searches) {
  await page.goto(asked.base + search.path);
  await page.fill('#words', search.words);
  await page.press('#words', 'Enter');
  await page.waitForFunction(() => document.querySelector('#found').textContent.length > 0);
  await page.evaluate(axe);
  await lookAsync(page, `search for ${search.words}`);
  found.searches.push({ words: search.words, said: await page.textContent('#found'), addresses: await page.$$eval('#results a', links => links.map(link => link.getAttribute('href'))) });
  await page.screenshot({ path: path.join(asked.screenshots, `search-${found.searches.length}.png`) });
}

found.further = await furtherAsync(page, asked.searches[0].path);

const plain = await browser.newContext({ javaScriptEnabled: false });
const without = await plain.newPage();
await without.goto(asked.base + asked.searches[0].path);
found.formWithoutScript = await without.isVisible('#search');
await browser.close();
console.log(JSON.stringify(found));

async function lookAsync(page, where, rules) {
  // axe would fetch the stylesheets once more, which pages without a script forbid.
  const options = { preload: false, resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) };
  const { violations } = await page.evaluate(options => globalThis.axe.run(document, options), options);
  for (const violation of violations)
    found.accessibility.push(`${where}: ${violation.id}: ${violation.nodes.map(node => node.target.join(' ')).slice(0, 3).join(' | ')}`);
}

// More than are shown at once, told by stand-ins for the months' files; then back from a release.
async function furtherAsync(page, index) {
  const many = Array.from({ length: 100 }, (_, n) => ({ title: `Essai ${n}`, date: '2026-11-20', day: '20 novembre 2026', address: '/fr/2026/image.html', subjects: [], text: '' }));
  await page.route('**/search/*/*.json', route => route.fulfill({ json: route.request().url().endsWith('months.json') ? [new Date().toISOString().slice(0, 7)] : many }));
  const count = () => page.locator('#results a').count();
  await page.goto(asked.base + index);
  await page.fill('#words', 'essai & plus');
  await page.waitForURL(/q=/);
  await page.fill('#words', 'essai');
  await page.press('#words', 'Enter');
  await page.waitForSelector('#results a');
  const counts = [await count()];
  await page.evaluate(axe);
  await lookAsync(page, 'search with more');
  await page.click('#more');
  counts.push(await count());
  const focused = await page.evaluate(() => document.activeElement.textContent);
  await page.click('#more');
  counts.push(await count());
  const isMore = await page.isVisible('#more');
  const address = new URL(page.url()).hash;
  await page.click('#results a');
  await page.waitForURL(/image/);
  await page.goBack();
  await page.waitForSelector('#results a');
  return { counts, focused, isMore, address, back: [await page.inputValue('#words'), await page.textContent('#results a')] };
}

async function sourceAsync(one) {
  const html = await (await fetch(asked.base + one.path)).text();
  for (const result of (await validator.validateString(html)).results) {
    for (const message of result.messages)
      found.html.push(`${one.name}: ${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
  }

  // In bytes as they travel without compression, which is the most they can be.
  let bytes = Buffer.byteLength(html);
  for (const [, address] of html.matchAll(/<(?:link rel="stylesheet"|script defer)[^>]*? (?:href|src)="([^"]+)"/g))
    bytes += (await (await fetch(asked.base + address)).arrayBuffer()).byteLength;
  found.weights.push([one.name, bytes]);
}
