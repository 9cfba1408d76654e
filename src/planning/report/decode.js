// Unpacks the data of the report: the stream of map_data.hpp becomes paths and places.
'use strict';

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

class Stream {
  constructor(base64) {
    const text = atob(base64);
    this.bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[i] = text.charCodeAt(i);
    this.at = 0;
  }
  unsigned() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  signed() {
    const value = this.unsigned();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

// Each area becomes a list of rings, each ring a flat list x0, y0, x1, y1, ... in steps with y downwards.
function decodeMap(map, unitCount, territoryCount) {
  const stream = new Stream(map.bytes);
  const xs = [];
  const ys = [];
  let x = 0;
  let y = 0;
  const move = () => { x += stream.signed(); y += stream.signed(); };
  const readArea = (readCorner) => {
    const rings = [];
    for (let r = stream.unsigned(); r > 0; r--) {
      const ring = new Float64Array(2 * stream.unsigned());
      for (let i = 0; i < ring.length; i += 2) {
        const vertex = readCorner();
        ring[i] = xs[vertex];
        ring[i + 1] = ys[vertex];
      }
      rings.push(ring);
    }
    return rings;
  };
  const cells = [];
  for (let u = 0; u < unitCount; u++) {
    cells.push(readArea(() => {
      const back = stream.unsigned();
      if (back > 0) return xs.length - back;
      move();
      xs.push(x);
      ys.push(map.height - y);
      return xs.length - 1;
    }));
  }
  const places = new Float64Array(2 * unitCount);
  x = y = 0;
  for (let u = 0; u < unitCount; u++) {
    move();
    places[2 * u] = x;
    places[2 * u + 1] = map.height - y;
  }
  const territories = [];
  let last = 0;
  for (let t = 0; t < territoryCount; t++) territories.push(readArea(() => (last += stream.signed())));
  const borders = [];
  x = y = 0;
  for (let r = stream.unsigned(); r > 0; r--) {
    const ring = new Float64Array(2 * stream.unsigned());
    for (let i = 0; i < ring.length; i += 2) {
      move();
      ring[i] = x;
      ring[i + 1] = map.height - y;
    }
    borders.push(ring);
  }
  return {cells, places, territories, borders};
}

function pathOf(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      if (i === 0) path.moveTo(ring[0], ring[1]); else path.lineTo(ring[i], ring[i + 1]);
    }
    path.closePath();
  }
  return path;
}

function boxOf(rings) {
  const box = {x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity};
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box.x0 = Math.min(box.x0, ring[i]); box.x1 = Math.max(box.x1, ring[i]);
      box.y0 = Math.min(box.y0, ring[i + 1]); box.y1 = Math.max(box.y1, ring[i + 1]);
    }
  }
  return box;
}

function isInside(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if ((ring[i + 1] > y) === (ring[j + 1] > y)) continue;
      if (x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
    }
  }
  return inside;
}
