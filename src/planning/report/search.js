// Search as you type: territories by name, then units by the beginning of their id. A combobox after WAI-ARIA 1.2.

const kHitsShown = 8;

class Search {
  // find({territory, unit}) is called with a hit; unit is -1 for a territory.
  constructor(input, list, model, find) {
    this.input = input;
    this.list = list;
    this.model = model;
    this.onFind = find;
    this.hits = [];
    this.at = -1;
    input.addEventListener('input', () => this.update());
    input.addEventListener('keydown', (event) => this.press(event));
    input.addEventListener('blur', () => setTimeout(() => this.close(), 150));
  }

  update() {
    const wanted = this.input.value.trim().toLowerCase();
    this.hits = [];
    if (wanted) {
      const {report, units} = this.model;
      const add = (hit) => { if (this.hits.length < kHitsShown) this.hits.push(hit); };
      const names = report.territories.map((t) => t.name.toLowerCase());
      names.forEach((name, t) => { if (name === wanted) add({territory: t, unit: -1}); });
      const exact = units.ids.findIndex((id) => id.toLowerCase() === wanted);
      if (exact >= 0) add({territory: units.territory[exact], unit: exact});
      names.forEach((name, t) => { if (name !== wanted && name.includes(wanted)) add({territory: t, unit: -1}); });
      for (let u = 0; u < units.ids.length && this.hits.length < kHitsShown; u++) {
        if (u !== exact && units.ids[u].toLowerCase().startsWith(wanted)) add({territory: units.territory[u], unit: u});
      }
    }
    this.at = this.hits.length > 0 ? 0 : -1;
    this.draw(wanted);
  }

  draw(wanted) {
    const {report, units} = this.model;
    const items = this.hits.map((hit, i) => element('li',
      {role: 'option', id: `hit-${i}`, 'aria-selected': String(i === this.at), onmousedown: (e) => { e.preventDefault(); this.take(i); }},
      hit.unit >= 0 ? units.ids[hit.unit] : report.territories[hit.territory].name,
      element('small', {}, hit.unit >= 0 ? `${Texts.get('territory')} ${report.territories[hit.territory].name}`
                                         : Texts.get('territory'))));
    if (wanted && items.length === 0) items.push(element('li', {role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true'}, Texts.get('nothing')));
    this.list.replaceChildren(...items);
    this.list.hidden = items.length === 0;
    this.input.setAttribute('aria-expanded', String(items.length > 0));
    if (this.at >= 0) this.input.setAttribute('aria-activedescendant', `hit-${this.at}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  press(event) {
    if (event.key === 'Escape') return this.close();
    if (event.key === 'Enter' && this.at >= 0) return this.take(this.at);
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || this.hits.length === 0) return;
    event.preventDefault();
    this.at = (this.at + step + this.hits.length) % this.hits.length;
    this.draw(this.input.value);
  }

  take(i) {
    const hit = this.hits[i];
    this.input.value = hit.unit >= 0 ? this.model.units.ids[hit.unit] : this.model.report.territories[hit.territory].name;
    this.close();
    this.onFind(hit);
  }
  close() {
    this.hits = [];
    this.at = -1;
    this.draw('');
  }
}
