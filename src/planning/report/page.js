// Puts the report together: figures, map, chart, table and certificate, in the reader's language.

const kTerritoryColours = 8;

class Page {
  constructor() {
    this.data = readJson('data');
    const {report, units, map} = this.data;
    const shapes = decodeMap(map, units.ids.length, report.territories.length);
    this.model = {report, units, map, shapes, labels: []};
    this.names = report.territories.map((t) => t.name);
    this.chosen = -1;
    this.colourRule = -1;
    this.placeLabels();
    this.map = new PlanMap(this.byId('map'), this.model, {
      hover: (unit, x, y) => this.showTip(unit, x, y), leave: () => this.hideTip(), choose: (t) => this.choose(t)});
    this.chart = new BalanceChart(this.byId('chart'), this.model, (t) => this.choose(t, true));
    this.table = new TerritoryTable(this.byId('table'), this.columns(), this.names, (t) => this.choose(t, true));
    this.table.onChange = () => this.drawTable();
    this.search = new Search(this.byId('search'), this.byId('found'), this.model, (hit) => this.find(hit));
    this.listen();
    if (report.asked.balance.length > 0) this.chart.show(0); else this.byId('chart-section').hidden = true;
    this.setTheme(remembered('theme') ?? '');
    this.setLanguage(remembered('language') ?? (navigator.language.startsWith('nl') ? 'nl' : 'en'));
  }

  byId(id) { return document.getElementById(id); }

  // A name stands at the place of a territory that is nearest to the middle of its places: never in the sea between two.
  placeLabels() {
    const {units, shapes} = this.model;
    const sums = this.names.map(() => ({x: 0, y: 0, n: 0, far: Infinity}));
    units.territory.forEach((t, u) => {
      sums[t].x += shapes.places[2 * u]; sums[t].y += shapes.places[2 * u + 1]; sums[t].n++;
    });
    this.model.labels = this.names.map(() => ({x: 0, y: 0}));
    units.territory.forEach((t, u) => {
      const x = shapes.places[2 * u];
      const y = shapes.places[2 * u + 1];
      const far = (x - sums[t].x / sums[t].n) ** 2 + (y - sums[t].y / sums[t].n) ** 2;
      if (far >= sums[t].far) return;
      sums[t].far = far;
      this.model.labels[t] = {x, y};
    });
  }

  listen() {
    const on = (id, event, act) => this.byId(id).addEventListener(event, act);
    on('zoom-in', 'click', () => this.map.zoom(1.7));
    on('zoom-out', 'click', () => this.map.zoom(1 / 1.7));
    on('zoom-all', 'click', () => this.map.showAll());
    on('colour-by', 'change', (e) => { this.colourRule = Number(e.target.value); this.recolour(); });
    on('chart-measure', 'change', (e) => { this.chart.show(Number(e.target.value)); this.describeChart(); });
    on('filter', 'input', (e) => { this.table.filter = e.target.value; this.drawTable(); });
    on('more', 'click', () => { this.table.limit = Infinity; this.drawTable(); });
    on('language', 'click', () => this.setLanguage(Texts.language === 'en' ? 'nl' : 'en', true));
    on('theme', 'click', () => this.setTheme(this.isDark() ? 'light' : 'dark', true));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.setTheme(this.theme));
  }

  isDark() {
    return this.theme === 'dark' || (this.theme === '' && matchMedia('(prefers-color-scheme: dark)').matches);
  }
  setTheme(theme, isAsked = false) {
    this.theme = theme;
    if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme;
    if (isAsked) remember('theme', theme);
    this.recolour();
    this.chart.draw();
    this.byId('theme').textContent = Texts.get(this.isDark() ? 'light' : 'dark');
  }
  setLanguage(language, isAsked = false) {
    Texts.choose(language);
    if (isAsked) remember('language', language);
    for (const node of document.querySelectorAll('[data-text]')) node.textContent = Texts.get(node.dataset.text);
    for (const node of document.querySelectorAll('[data-label]')) {
      node.setAttribute('aria-label', Texts.get(node.dataset.label));
      if (node.tagName === 'BUTTON') node.title = Texts.get(node.dataset.label);
    }
    const other = this.byId('language');
    other.textContent = language === 'en' ? 'NL' : 'EN';
    other.lang = language === 'en' ? 'nl' : 'en';
    other.title = language === 'en' ? 'Nederlands' : 'English';
    other.setAttribute('aria-label', other.title);
    this.byId('search').placeholder = Texts.get('search');
    this.byId('filter').placeholder = Texts.get('filter');
    this.byId('theme').textContent = Texts.get(this.isDark() ? 'light' : 'dark');
    this.write();
  }

  write() {
    const {report} = this.model;
    const count = Texts.number(this.names.length);
    document.title = this.byId('title').textContent = Texts.get('title', {count});
    const isGood = report.is_feasible;
    const verdict = this.byId('verdict');
    verdict.className = `verdict ${isGood && !report.is_partial ? 'good' : 'bad'}`;
    verdict.textContent = Texts.get(report.is_partial ? 'partial' : isGood ? 'all_met' : 'not_met');
    this.byId('map').setAttribute('aria-label', Texts.get('map_label', {count, units: Texts.number(report.asked.units)}));
    this.byId('credit').textContent = report.credits.join(' · ');
    this.byId('credit').hidden = report.credits.length === 0;
    this.byId('footer').textContent = [`Bailiwick ${report.version}`, ...report.credits].join(' · ');
    const shown = this.model.units.ids.length;
    this.byId('sample').hidden = shown === report.asked.units;
    this.byId('sample').textContent = Texts.get('sample', {shown: Texts.number(shown), all: Texts.number(report.asked.units)});
    this.byId('figures').replaceChildren(...figuresOf(report).map(([value, label]) =>
      element('div', {class: 'figure'}, element('b', {}, value), element('span', {}, label))));
    const measures = report.asked.balance.map((b, i) => element('option', {value: i}, b.measure));
    this.byId('chart-measure').replaceChildren(...measures);
    this.byId('chart-measure').value = this.chart.rule;
    this.byId('chart-measure').hidden = measures.length < 2;
    this.byId('colour-by').replaceChildren(element('option', {value: -1}, Texts.get('neighbours')),
      ...report.asked.balance.map((b, i) => element('option', {value: i}, Texts.get('deviation_of', {measure: b.measure}))));
    this.byId('colour-by').value = this.colourRule;
    this.describeChart();
    this.chart.draw();
    this.map.redraw();
    this.drawTable();
    this.drawDetails();
    writeCertificate(this.byId('certificate'), report);
  }

  describeChart() {
    const rule = this.model.report.found.balance[this.chart.rule];
    if (!rule) return;
    const text = Texts.get('chart_text', {measure: rule.measure, worst: Texts.percent(rule.worst_deviation),
      mean: Texts.number(rule.mean, rule.mean < 1000 ? 1 : 0), outside: Texts.number(rule.outside)});
    this.byId('chart-text').textContent = text;
    this.byId('chart').setAttribute('aria-label', text);
  }

  recolour() {
    const {report, map} = this.model;
    if (this.colourRule < 0) {
      const colours = Array.from({length: kTerritoryColours}, (_, i) => styleOf(`--t${i}`));
      this.map.fill = (t) => colours[map.colours[t]];
    } else {
      const rule = report.asked.balance[this.colourRule];
      const values = report.territories.map((t) => t.deviations[rule.measure]);
      const most = Math.max(...values.map(Math.abs), 1e-9);
      const ends = ['--low', '--mid', '--high'].map((name) => rgbOf(styleOf(name)));
      this.map.fill = (t) => mixed(ends[1], ends[values[t] < 0 ? 0 : 2], Math.abs(values[t]) / most);
    }
    this.map.redraw();
  }

  columns() {
    const {report} = this.model;
    const of = (t) => report.territories[t];
    const columns = [
      {label: () => Texts.get('territory'), value: (t) => of(t).name, text: (t) => of(t).name},
      {label: () => Texts.get('units'), value: (t) => of(t).units, text: (t) => Texts.number(of(t).units)}];
    for (const measure of this.model.units.measures) {
      const {name, decimals} = measure;
      columns.push({label: () => name, value: (t) => of(t).amounts[name], text: (t) => Texts.number(of(t).amounts[name], decimals)});
      const rule = report.asked.balance.find((b) => b.measure === name);
      if (!rule) continue;
      columns.push({label: () => `± ${name}`, value: (t) => of(t).deviations[name],
        text: (t) => Texts.percent(of(t).deviations[name], 2, true),
        isOut: (t) => rule.tolerance !== null && Math.abs(of(t).deviations[name]) > rule.tolerance * (1 + 1e-9)});
    }
    for (const key of ['rms_km', 'mean_km', 'radius_km']) {
      columns.push({label: () => Texts.get(key), value: (t) => of(t)[key], text: (t) => Texts.number(of(t)[key], 1)});
    }
    return columns;
  }
  drawTable() {
    const {shown, all} = this.table.draw();
    this.byId('table-count').textContent = Texts.get('rows', {shown: Texts.number(shown), all: Texts.number(all)});
    this.byId('more').hidden = shown === all;
  }

  // Choosing from the chart, the table or the search also brings the territory into view.
  choose(territory, isFar = false) {
    this.chosen = territory;
    this.map.choose(territory);
    this.chart.choose(territory);
    this.table.chosen = territory;
    this.drawTable();
    this.drawDetails();
    if (isFar && territory >= 0) this.map.showBox(this.map.boxes[territory]);
  }
  find(hit) {
    this.choose(hit.territory, hit.unit < 0);
    this.map.marked = hit.unit;
    if (hit.unit >= 0) this.map.showBox(boxOf(this.model.shapes.territories[hit.territory]), 0.9);
  }

  drawDetails() {
    const details = this.byId('details');
    details.hidden = this.chosen < 0;
    if (this.chosen < 0) return;
    const t = this.model.report.territories[this.chosen];
    const rows = this.table.columns.slice(1).map((c) =>
      element('tr', {}, element('td', {}, c.label()), element('td', {}, c.text(this.chosen))));
    const title = `${Texts.get('territory')} ${t.name}`;
    details.replaceChildren(
      element('header', {}, element('h3', {}, title),
              element('button', {type: 'button', 'aria-label': Texts.get('close'), onclick: () => this.choose(-1)}, '×')),
      element('table', {}, element('tbody', {}, ...rows)));
  }

  showTip(unit, x, y) {
    const {units, report} = this.model;
    const t = report.territories[units.territory[unit]];
    const rows = units.measures.map((m) => element('tr', {}, element('td', {}, m.name),
      element('td', {}, Texts.number(m.values[unit] / 10 ** m.decimals, m.decimals)),
      element('td', {}, Texts.get('of', {amount: Texts.number(t.amounts[m.name], m.decimals)}))));
    const tip = this.byId('tip');
    tip.replaceChildren(element('b', {}, units.ids[unit]), ` · ${Texts.get('territory')} ${t.name}`,
                        element('table', {}, element('tbody', {}, ...rows)));
    tip.hidden = false;
    const frame = tip.parentElement;
    tip.style.left = `${Math.max(4, Math.min(x + 14, frame.clientWidth - tip.offsetWidth - 6))}px`;
    tip.style.top = `${y + 16 + tip.offsetHeight > frame.clientHeight ? Math.max(4, y - tip.offsetHeight - 10) : y + 16}px`;
  }
  hideTip() { this.byId('tip').hidden = true; }
}

function rgbOf(hex) { return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)); }
function mixed(from, to, share) {
  return `rgb(${from.map((v, i) => Math.round(v + (to[i] - v) * Math.min(share, 1))).join(',')})`;
}

new Page();
