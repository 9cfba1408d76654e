// The map: territories on a canvas, with zoom, pan, hover and choice by pointer, touch and keyboard.

const kZoomLimit = 400;
const kCellsDrawnLimit = 2500;
const kLabelWidth = 46;
const kPhoneWidth = 600;

class PlanMap {
  // `model` is the decoded data; `events` has hover(unit, x, y), leave() and choose(territory).
  constructor(canvas, model, events) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.model = model;
    this.events = events;
    this.view = {scale: 1, x: 0, y: 0};
    this.chosen = -1;
    this.marked = -1;
    this.fill = () => '#888';
    this.paths = model.shapes.territories.map(pathOf);
    this.boxes = model.shapes.territories.map(boxOf);
    const size = (t) => (this.boxes[t].x1 - this.boxes[t].x0) * (this.boxes[t].y1 - this.boxes[t].y0);
    this.bySize = this.boxes.map((_, t) => t).sort((a, b) => size(b) - size(a));
    this.land = pathOf(model.shapes.borders);
    this.index = new PlaceIndex(model.shapes.places, model.map.width, model.map.height);
    new ResizeObserver(() => this.resize()).observe(canvas);
    this.listen();
  }

  resize() {
    const ratio = window.devicePixelRatio || 1;
    const isFirst = !this.width;
    const width = this.canvas.clientWidth;
    const height = this.canvas.clientHeight;
    if (width === 0 || height === 0) return;
    const wasWhole = isFirst || this.view.scale <= this.scaleOfAll() * 1.001;
    this.width = width;
    this.height = height;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    if (wasWhole) this.showAll(); else this.redraw();
  }

  scaleOfAll() {
    return 0.96 * Math.min(this.width / Math.max(this.model.map.width, 1), this.height / Math.max(this.model.map.height, 1));
  }
  showAll() {
    const scale = this.scaleOfAll();
    this.view = {scale, x: (this.width - scale * this.model.map.width) / 2, y: (this.height - scale * this.model.map.height) / 2};
    this.redraw();
  }
  showBox(box, share = 0.45) {
    const fits = Math.min(this.width / Math.max(box.x1 - box.x0, 1), this.height / Math.max(box.y1 - box.y0, 1));
    const scale = Math.min(share * fits, this.scaleOfAll() * kZoomLimit);
    // On a phone the details cover the lower half.
    const middle = this.width < kPhoneWidth ? this.height * 0.28 : this.height / 2;
    this.view = {scale, x: this.width / 2 - scale * (box.x0 + box.x1) / 2, y: middle - scale * (box.y0 + box.y1) / 2};
    this.redraw();
  }
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const all = this.scaleOfAll();
    const scale = Math.min(Math.max(this.view.scale * factor, all), all * kZoomLimit);
    const ratio = scale / this.view.scale;
    this.view = {scale, x: x - (x - this.view.x) * ratio, y: y - (y - this.view.y) * ratio};
    this.redraw();
  }
  pan(dx, dy) {
    this.view.x = Math.min(Math.max(this.view.x + dx, this.width / 2 - this.view.scale * this.model.map.width), this.width / 2);
    this.view.y = Math.min(Math.max(this.view.y + dy, this.height / 2 - this.view.scale * this.model.map.height), this.height / 2);
    this.redraw();
  }
  choose(territory) {
    this.chosen = territory;
    this.redraw();
  }

  redraw() {
    if (this.isWaiting || !this.width) return;
    this.isWaiting = true;
    requestAnimationFrame(() => { this.isWaiting = false; this.draw(); });
  }

  draw() {
    const c = this.context;
    const ratio = window.devicePixelRatio || 1;
    const {scale, x, y} = this.view;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, this.width, this.height);
    const seen = {x0: -x / scale, y0: -y / scale, x1: (this.width - x) / scale, y1: (this.height - y) / scale};
    const isSeen = (box) => box.x1 >= seen.x0 && box.x0 <= seen.x1 && box.y1 >= seen.y0 && box.y0 <= seen.y1;
    c.transform(scale, 0, 0, scale, x, y);
    c.lineJoin = 'round';
    const line = styleOf('--card');
    for (let t = 0; t < this.paths.length; t++) {
      if (!isSeen(this.boxes[t])) continue;
      c.fillStyle = this.fill(t);
      c.fill(this.paths[t], 'evenodd');
    }
    const visible = this.index.within(seen, kCellsDrawnLimit);
    if (visible) this.drawCells(visible, scale);
    c.strokeStyle = line;
    c.lineWidth = Math.min(2, 0.7 + this.view.scale / this.scaleOfAll() / 12) / scale;
    for (let t = 0; t < this.paths.length; t++) {
      if (isSeen(this.boxes[t])) c.stroke(this.paths[t]);
    }
    if (this.chosen >= 0) {
      c.strokeStyle = styleOf('--ink');
      c.lineWidth = 2.6 / scale;
      c.stroke(this.paths[this.chosen]);
    }
    if (this.model.map.is_clipped) this.keepLand();
    if (this.model.shapes.borders.length > 0) {
      c.strokeStyle = styleOf('--border');
      c.lineWidth = 0.9 / scale;
      c.stroke(this.land);
    }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (visible) this.drawPlaces(visible);
    this.drawLabels(isSeen);
    this.drawScale();
  }

  // Wipes out what lies in the sea; far quicker than to clip every territory.
  keepLand() {
    const c = this.context;
    c.globalCompositeOperation = 'destination-in';
    c.fillStyle = '#000';
    c.fill(this.land);
    c.globalCompositeOperation = 'source-over';
  }

  drawCells(visible, scale) {
    const c = this.context;
    c.strokeStyle = styleOf('--halo');
    c.globalAlpha = 0.5;
    c.lineWidth = 0.6 / scale;
    const path = new Path2D();
    for (const u of visible) path.addPath(pathOf(this.model.shapes.cells[u]));
    c.stroke(path);
    c.globalAlpha = 1;
  }

  drawPlaces(visible) {
    const c = this.context;
    const {scale, x, y} = this.view;
    c.fillStyle = styleOf('--label');
    for (const u of visible) {
      const px = this.model.shapes.places[2 * u] * scale + x;
      const py = this.model.shapes.places[2 * u + 1] * scale + y;
      c.beginPath();
      c.arc(px, py, u === this.marked ? 6 : 1.6, 0, 7);
      c.fill();
    }
  }

  drawLabels(isSeen) {
    const c = this.context;
    const {scale, x, y} = this.view;
    c.font = '600 12px system-ui, sans-serif';
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.lineWidth = 3;
    c.strokeStyle = styleOf('--halo');
    c.fillStyle = styleOf('--label');
    const taken = [];
    for (const t of this.bySize) {
      const box = this.boxes[t];
      const isWide = (box.x1 - box.x0) * scale > kLabelWidth && (box.y1 - box.y0) * scale > 22;
      if ((!isWide && t !== this.chosen) || !isSeen(box)) continue;
      const label = this.model.report.territories[t].name;
      const px = this.model.labels[t].x * scale + x;
      const py = this.model.labels[t].y * scale + y;
      const half = c.measureText(label).width / 2 + 3;
      // Of names that would overlap the one of the larger territory is shown.
      if (taken.some((o) => Math.abs(o.px - px) < o.half + half && Math.abs(o.py - py) < 16)) continue;
      taken.push({px, py, half});
      c.strokeText(label, px, py);
      c.fillText(label, px, py);
    }
  }

  drawScale() {
    const c = this.context;
    const kmPerPixel = this.model.map.step_m / this.view.scale / 1000;
    const most = kmPerPixel * 110;
    const power = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
    const width = km / kmPerPixel;
    const y = this.height - 14;
    c.strokeStyle = c.fillStyle = styleOf('--label');
    c.lineWidth = 1.5;
    c.beginPath();
    c.moveTo(12, y - 5); c.lineTo(12, y); c.lineTo(12 + width, y); c.lineTo(12 + width, y - 5);
    c.stroke();
    c.textAlign = 'left';
    c.font = '11px system-ui, sans-serif';
    c.fillText(km >= 1 ? `${Texts.number(km)} km` : `${Texts.number(km * 1000)} m`, 16, y - 8);
  }

  unitAt(px, py) {
    const x = (px - this.view.x) / this.view.scale;
    const y = (py - this.view.y) / this.view.scale;
    for (const u of this.index.nearest(x, y)) {
      if (isInside(this.model.shapes.cells[u], x, y)) return u;
    }
    return -1;
  }

  listen() {
    const canvas = this.canvas;
    const pointers = new Map();
    let moved = 0;
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return {x: event.clientX - box.left, y: event.clientY - box.top};
    };
    canvas.addEventListener('pointerdown', (event) => {
      pointers.set(event.pointerId, at(event));
      canvas.setPointerCapture(event.pointerId);
      canvas.classList.add('dragging');
      if (pointers.size === 1) moved = 0;
    });
    canvas.addEventListener('pointermove', (event) => {
      const now = at(event);
      const before = pointers.get(event.pointerId);
      if (!before) {
        const unit = this.unitAt(now.x, now.y);
        if (unit < 0) this.events.leave(); else this.events.hover(unit, now.x, now.y);
        return;
      }
      if (pointers.size === 2) {
        const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
        const far = Math.hypot(now.x - other.x, now.y - other.y);
        const was = Math.hypot(before.x - other.x, before.y - other.y);
        this.zoom(far / Math.max(was, 1), (now.x + other.x) / 2, (now.y + other.y) / 2);
        moved = 99;
      } else {
        this.pan(now.x - before.x, now.y - before.y);
        moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      }
      pointers.set(event.pointerId, now);
      if (moved > 6) this.events.leave();
    });
    const release = (event) => {
      const was = pointers.delete(event.pointerId);
      canvas.classList.remove('dragging');
      if (event.type !== 'pointerup' || !was || moved > 6) return;
      const place = at(event);
      const unit = this.unitAt(place.x, place.y);
      this.events.choose(unit < 0 ? -1 : this.model.units.territory[unit]);
      if (unit >= 0 && event.pointerType !== 'mouse') this.events.hover(unit, place.x, place.y);
    };
    canvas.addEventListener('pointerup', release);
    canvas.addEventListener('pointercancel', release);
    canvas.addEventListener('pointerleave', () => this.events.leave());
    canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      const place = at(event);
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), place.x, place.y);
    }, {passive: false});
    canvas.addEventListener('dblclick', (event) => { const place = at(event); this.zoom(2, place.x, place.y); });
    canvas.addEventListener('keydown', (event) => {
      const act = {'+': () => this.zoom(1.5), '=': () => this.zoom(1.5), '-': () => this.zoom(1 / 1.5), '0': () => this.showAll(),
        ArrowLeft: () => this.pan(60, 0), ArrowRight: () => this.pan(-60, 0), ArrowUp: () => this.pan(0, 60),
        ArrowDown: () => this.pan(0, -60), Escape: () => this.events.choose(-1),
        Enter: () => {
          const unit = this.unitAt(this.width / 2, this.height / 2);
          if (unit >= 0) this.events.choose(this.model.units.territory[unit]);
        }}[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
  }
}

// Places by squares of the map, to find those near a point or inside a box.
class PlaceIndex {
  constructor(places, width, height) {
    this.places = places;
    const count = places.length / 2;
    this.side = Math.max(1, Math.min(256, Math.ceil(Math.sqrt(count / 4))));
    this.pitch = Math.max(width, height, 1) / this.side;
    this.squares = new Map();
    for (let u = 0; u < count; u++) {
      const key = this.key(this.square(places[2 * u]), this.square(places[2 * u + 1]));
      const list = this.squares.get(key);
      if (list) list.push(u); else this.squares.set(key, [u]);
    }
  }
  square(v) { return Math.max(0, Math.min(this.side - 1, Math.floor(v / this.pitch))); }
  key(x, y) { return y * this.side + x; }

  // Units by distance: those of the squares around, as many rings of squares as hold a few dozen.
  nearest(x, y) {
    const sx = this.square(x);
    const sy = this.square(y);
    const found = [];
    for (let r = 0; r <= this.side && (found.length < 40 || r < 2); r++) {
      for (let j = sy - r; j <= sy + r; j++) {
        for (let i = sx - r; i <= sx + r; i++) {
          if (Math.max(Math.abs(i - sx), Math.abs(j - sy)) !== r || i < 0 || j < 0 || i >= this.side || j >= this.side) continue;
          found.push(...(this.squares.get(this.key(i, j)) ?? []));
        }
      }
    }
    const far = (u) => (this.places[2 * u] - x) ** 2 + (this.places[2 * u + 1] - y) ** 2;
    return found.sort((a, b) => far(a) - far(b));
  }

  // The units inside a box, or null where there are more than `limit`.
  within(box, limit) {
    const found = [];
    for (let j = this.square(box.y0); j <= this.square(box.y1); j++) {
      for (let i = this.square(box.x0); i <= this.square(box.x1); i++) {
        for (const u of this.squares.get(this.key(i, j)) ?? []) {
          const x = this.places[2 * u];
          const y = this.places[2 * u + 1];
          if (x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1) found.push(u);
        }
        if (found.length > limit) return null;
      }
    }
    return found;
  }
}
