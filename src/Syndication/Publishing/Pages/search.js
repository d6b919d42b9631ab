// The search of the list pages: reads the small files that publishing leaves, one a month of the past year, once somebody searches.
// What it shows it makes of text, never of markup.
(() => {
  const form = document.getElementById('search');
  const words = document.getElementById('words');
  const found = document.getElementById('found');
  const results = document.getElementById('results');
  const more = document.getElementById('more');
  const most = 40;
  const same = { 'ٱ': 'ا', 'ى': 'ي', 'ی': 'ي', 'ک': 'ك', 'ة': 'ه', 'ß': 'ss', 'œ': 'oe', 'æ': 'ae', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'ı': 'i', '’': '\'' };

  // As it is compared: without accents, vowel marks and tatweel, letters that are written in several ways in one of them.
  const plain = text => text.normalize('NFKD').toLowerCase().replace(/[\p{M}\u0640\u200c-\u200f]/gu, '')
    .replace(/[ٱىیکةßœæøđłı’]/g, letter => same[letter])
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => digit.charCodeAt(0) & 15);

  const digits = number => String(number).replace(/\d/g, digit => String.fromCharCode(form.dataset.zero.charCodeAt(0) + Number(digit)));

  const read = name => fetch(form.dataset.index + name).then(answer => answer.ok ? answer.json() : Promise.reject(new Error(name)));

  const load = async () => {
    const from = new Date();
    from.setFullYear(from.getFullYear() - 1);
    const months = (await read('months.json')).filter(month => month >= from.toISOString().slice(0, 7));
    const releases = (await Promise.all(months.map(month => read(month + '.json')))).flat();
    for (const release of releases) {
      release.head = plain(release.title);
      release.all = [release.head, ...[release.text, release.place || '', release.day, ...release.subjects].map(plain)].join('\n');
    }
    return releases.sort((a, b) => a.date < b.date ? 1 : a.date > b.date ? -1 : 0);
  };

  const element = (name, text, parent, kind) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    parent.append(made);
    return made;
  };

  const show = release => {
    const article = element('article', '', element('li', '', results));
    const meta = element('p', '', article, 'meta');
    element('time', release.day, meta).dateTime = release.date;
    if (release.place) {
      meta.append(' ');
      element('span', release.place, meta, 'place');
    }
    element('a', release.title, element('h2', '', element('div', '', article))).href = release.address;
  };

  let loaded;
  let asked = 0;
  let hits = [];

  const showMore = () => {
    const shown = results.childElementCount;
    hits.slice(shown, shown + most).forEach(show);
    more.hidden = results.childElementCount >= hits.length;
  };

  // The words stand in the address, so that whoever comes back from a release finds the results again; behind #, which no server is told.
  const keep = () => {
    const address = new URL(location.href);
    address.hash = words.value.trim() ? new URLSearchParams({ q: words.value }) : '';
    if (address.href !== location.href) history.replaceState(history.state, '', address);
  };

  const search = async () => {
    const mine = ++asked;
    const terms = plain(words.value).split(/\s+/).filter(term => term);
    let those = [];
    let said = '';
    keep();
    if (terms.length) {
      try {
        const releases = await (loaded ||= load());
        const all = releases.filter(release => terms.every(term => release.all.includes(term)));
        const inHead = release => terms.every(term => release.head.includes(term));
        those = [...all.filter(inHead), ...all.filter(release => !inHead(release))];
        said = those.length ? form.dataset.found.replace('{n}', digits(those.length)) : form.dataset.none;
      } catch {
        loaded = undefined;
        said = form.dataset.failed;
      }
    }
    if (mine !== asked) return;
    hits = those;
    results.replaceChildren();
    showMore();
    results.hidden = !hits.length;
    found.textContent = said;
  };

  let pause;
  form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(pause);
    search();
  });
  words.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(search, 250);
  });
  more.addEventListener('click', () => {
    const next = results.childElementCount;
    showMore();
    results.children[next]?.querySelector('a').focus();
  });
  form.hidden = false;
  words.value = new URLSearchParams(location.hash.slice(1)).get('q') ?? words.value;
  if (words.value) search();
})();
