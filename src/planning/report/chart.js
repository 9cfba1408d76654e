// The balance chart: the deviation of every territory, sorted, with the allowed band.

class BalanceChart {
  // `model.report` holds the territories; choose(territory) is called on a click.
  constructor(canvas, model, choose) {
    this.canvas = canvas;
    this.model = model;
    this.chosen = -1;
    this.rule = 0;
    new ResizeObserver(() => this.draw()).observe(canvas);
    canvas.addEventListener('click', (event) => {
      const box = canvas.getBoundingClientRect();
      const at = Math.floor((event.clientX - box.left - this.left) / Math.max(this.pitch, 1e-9));
      if (at >= 0 && at < this.order.length) choose(this.order[at]);
    });
  }

  show(rule) {
    this.rule = rule;
    const name = this.model.report.asked.balance[rule].measure;
    this.values = this.model.report.territories.map((t) => t.deviations[name]);
    this.order = this.values.map((_, t) => t).sort((a, b) => this.values[a] - this.values[b]);
    this.draw();
  }
  choose(territory) {
    this.chosen = territory;
    this.draw();
  }

  draw() {
    if (!this.order) return;
    const ratio = window.devicePixelRatio || 1;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (width === 0) return;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    const c = this.canvas.getContext('2d');
    c.scale(ratio, ratio);
    const allowed = this.model.report.asked.balance[this.rule].tolerance;
    const largest = Math.max(...this.values.map(Math.abs), (allowed ?? 0) * 1.25, 1e-4);
    this.left = 58;
    const right = width - 8;
    const top = 10;
    const bottom = height - 12;
    const y = (v) => (top + bottom) / 2 - v / largest * (bottom - top) / 2;
    this.pitch = (right - this.left) / this.order.length;
    const ink = styleOf('--muted');
    if (allowed !== null) {
      c.fillStyle = styleOf('--band');
      c.fillRect(this.left, y(allowed), right - this.left, y(-allowed) - y(allowed));
    }
    const digits = largest < 0.01 ? 2 : largest < 0.1 ? 1 : 0;
    c.font = '12px system-ui, sans-serif';
    c.textAlign = 'right';
    c.textBaseline = 'middle';
    const marks = [0, ...(allowed ? [allowed, -allowed] : []), largest, -largest];
    const written = [];
    for (const mark of marks) {
      const isAllowed = Math.abs(mark) !== largest;
      c.fillStyle = styleOf('--line');
      if (isAllowed) c.fillRect(this.left, y(mark) - 0.5, right - this.left, 1);
      // A figure that would stand on another is left out; the more telling ones come first.
      if (written.some((at) => Math.abs(at - y(mark)) < 15)) continue;
      written.push(y(mark));
      c.fillStyle = ink;
      c.fillText(Texts.percent(mark, digits, true), this.left - 8, y(mark));
    }
    const gap = this.pitch > 4 ? 1 : 0;
    // Narrow bars stand on whole pixels, or their soft edges would make stripes.
    const edge = (i) => this.pitch > 4 ? this.left + i * this.pitch : Math.floor(this.left + i * this.pitch);
    this.order.forEach((t, i) => {
      const value = this.values[t];
      const isOut = allowed !== null && Math.abs(value) > allowed * (1 + 1e-9);
      c.fillStyle = t === this.chosen ? styleOf('--ink') : styleOf(isOut ? '--bar-out' : '--bar');
      const from = Math.min(y(value), y(0));
      const width = Math.max(edge(i + 1) - edge(i) - gap, t === this.chosen ? 3 : 1);
      c.fillRect(edge(i), from, width, Math.max(Math.abs(y(value) - y(0)), 1));
    });
  }
}
