// The table of territories: sorted by any column, filtered by name, its first rows shown until more are asked for.

const kRowsShown = 200;

class TerritoryTable {
  // columns: {key, label(), value(t), text(t), isOut(t)?}; choose(territory) is called from a row.
  constructor(table, columns, names, choose) {
    this.table = table;
    this.columns = columns;
    this.names = names;
    this.onChoose = choose;
    this.sorted = {column: 0, isDown: false};
    this.filter = '';
    this.limit = kRowsShown;
    this.chosen = -1;
  }

  rows() {
    const wanted = this.filter.toLowerCase();
    const rows = this.names.map((_, t) => t).filter((t) => this.names[t].toLowerCase().includes(wanted));
    const {column, isDown} = this.sorted;
    const value = this.columns[column].value;
    const compare = (a, b) => {
      const x = value(a);
      const y = value(b);
      const order = typeof x === 'string' ? x.localeCompare(y, Texts.language, {numeric: true}) : x - y;
      return (isDown ? -order : order) || a - b;
    };
    return rows.sort(compare);
  }

  draw() {
    const {column, isDown} = this.sorted;
    const heads = this.columns.map((c, i) => {
      const arrow = i === column ? (isDown ? ' ▼' : ' ▲') : '';
      const sort = i === column ? (isDown ? 'descending' : 'ascending') : 'none';
      return element('th', {scope: 'col', 'aria-sort': sort},
                     element('button', {type: 'button', onclick: () => this.sort(i)}, c.label() + arrow));
    });
    const rows = this.rows();
    const shown = rows.slice(0, this.limit);
    const body = shown.map((t) => {
      const cells = this.columns.map((c, i) => {
        const cell = element('td', c.isOut?.(t) ? {class: 'out'} : {});
        cell.append(i === 0 ? element('button', {type: 'button', onclick: () => this.onChoose(t)}, c.text(t)) : c.text(t));
        return cell;
      });
      return element('tr', t === this.chosen ? {class: 'chosen', 'aria-current': 'true'} : {}, ...cells);
    });
    // The focus stays on the head that was pressed.
    const focused = [...this.table.tHead.querySelectorAll('button')].indexOf(document.activeElement);
    this.table.tHead.replaceChildren(element('tr', {}, ...heads));
    if (focused >= 0) this.table.tHead.querySelectorAll('button')[focused].focus();
    this.table.tBodies[0].replaceChildren(...body);
    return {shown: shown.length, all: rows.length};
  }

  sort(column) {
    const isDown = this.sorted.column === column ? !this.sorted.isDown : column > 0;
    this.sorted = {column, isDown};
    this.onChange();
  }
}
