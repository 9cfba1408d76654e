// Words and figures in the reader's language. Nothing is ever put into the page as HTML.

const Texts = {
  all: readJson('texts'),
  language: 'en',

  choose(language) {
    this.language = language;
    document.documentElement.lang = language;
  },
  get(key, values = {}) {
    const text = this.all[this.language][key] ?? this.all.en[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  },
  number(value, digits = 0) {
    return new Intl.NumberFormat(this.language, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value);
  },
  percent(value, digits = 2, signed = false) {
    const options = {style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits};
    if (signed) options.signDisplay = 'exceptZero';
    return new Intl.NumberFormat(this.language, options).format(value);
  },
};

function remembered(key) {
  try { return localStorage.getItem('bailiwick.' + key); } catch { return null; }
}
function remember(key, value) {
  try { localStorage.setItem('bailiwick.' + key, value); } catch { /* A file without storage forgets; that is all. */ }
}

// element('dd', {class: 'x', onclick: f}, 'text', child, ...)
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value); else node.setAttribute(name, value);
  }
  for (const child of children) node.append(child);
  return node;
}

function styleOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
