// The certificate and the figures on top: what was asked, found and proven, in words.

// [value, label] pairs for the tiles.
function figuresOf(report) {
  const {found, proof, seconds, asked} = report;
  const tiles = [[Texts.number(found.territories), Texts.get('territories')],
                 [Texts.number(asked.units), Texts.get('units')]];
  for (const rule of found.balance) {
    tiles.push([Texts.percent(rule.worst_deviation), Texts.get('worst_of', {measure: rule.measure})]);
  }
  tiles.push([`${Texts.number(found.rms_km, 1)} km`, Texts.get('rms_long')]);
  tiles.push([proof.gap === null ? Texts.get('no_proof') : Texts.percent(proof.gap), Texts.get('gap')]);
  if (asked.contiguous) {
    tiles.push([found.fragments === 0 ? Texts.get('all') : Texts.number(found.fragments),
                Texts.get(found.fragments === 0 ? 'connected' : 'fragments')]);
  }
  if (found.disrupted !== null) tiles.push([Texts.percent(found.disrupted), Texts.get('changes_hands')]);
  if (report.command === 'design') tiles.push([`${Texts.number(seconds.total, 1)} s`, Texts.get('time')]);
  return tiles;
}

function askedRows(asked) {
  const rows = [];
  for (const rule of asked.balance) {
    const parts = [];
    if (rule.tolerance !== null) parts.push(`± ${Texts.percent(rule.tolerance, rule.tolerance < 0.01 ? 2 : 1)}`);
    if (rule.soft_km > 0) parts.push(Texts.get('wish', {km: Texts.number(rule.soft_km, 1)}));
    if (rule.target !== null) parts.push(Texts.get('target', {amount: Texts.number(rule.target)}));
    if (rule.has_shares) parts.push(Texts.get('shares'));
    if (rule.has_caps) parts.push(Texts.get('caps'));
    rows.push([rule.measure, parts.join(', ')]);
  }
  rows.push([Texts.get('territories'), asked.territories_min === asked.territories_max ? Texts.number(asked.territories_min)
    : `${Texts.number(asked.territories_min)}–${Texts.number(asked.territories_max)}`]);
  rows.push([Texts.get('connected_asked'), Texts.get(asked.contiguous ? 'yes' : 'no')]);
  rows.push([Texts.get('objective'), Texts.get(asked.objective)]);
  rows.push([Texts.get('centre'), Texts.get('centre_' + asked.centre)]);
  rows.push([Texts.get('weight'), asked.weight ?? Texts.get('none')]);
  if (asked.radius_km !== null) rows.push([Texts.get('radius_most'), `${Texts.number(asked.radius_km, 1)} km`]);
  for (const key of ['locks', 'forbidden', 'must_link', 'barriers', 'pinned_centres', 'preferred_centres']) {
    if (asked[key] > 0) rows.push([Texts.get(key), Texts.number(asked[key])]);
  }
  if (asked.disruption) {
    const cap = asked.disruption.cap === null ? '' : ` ≤ ${Texts.percent(asked.disruption.cap, 1)}`;
    rows.push([Texts.get('changes_hands'), asked.disruption.measure + cap]);
  }
  return rows;
}

function foundRows(found) {
  const rows = [];
  for (const rule of found.balance) {
    rows.push([rule.measure, Texts.get('found_rule', {worst: Texts.percent(rule.worst_deviation, 3),
      outside: Texts.number(rule.outside), total: Texts.number(rule.total)})]);
  }
  rows.push([Texts.get('fragments'), Texts.number(found.fragments)], [Texts.get('empty'), Texts.number(found.empty)],
            [Texts.get('rms_long'), `${Texts.number(found.rms_km, 3)} km`],
            [Texts.get('mean_km'), `${Texts.number(found.mean_km, 3)} km`],
            [Texts.get('radius_km'), `${Texts.number(found.radius_km, 1)} km`],
            [Texts.get('cut_borders'), Texts.number(found.cut_borders)]);
  if (found.disrupted !== null) rows.push([Texts.get('changes_hands'), Texts.percent(found.disrupted, 3)]);
  return rows;
}

function proofRows(proof) {
  return [[Texts.get('bound'), proof.bound_km === null ? Texts.get('no_proof') : `≥ ${Texts.number(proof.bound_km, 3)} km`],
          [Texts.get('gap'), proof.gap === null ? Texts.get('no_proof') : `≤ ${Texts.percent(proof.gap, 3)}`],
          [Texts.get('method'), proof.method], [Texts.get('scope'), proof.scope]];
}

function searchRows(report) {
  const rows = [[Texts.get('program'), `${report.program} ${report.version}`]];
  if (report.command === 'design') {
    rows.push([Texts.get('seed'), String(report.search.seed)], [Texts.get('threads'), String(report.search.threads)],
              [Texts.get('rounds'), Texts.number(report.search.iterations)]);
  }
  rows.push([Texts.get('time'), `${Texts.number(report.seconds.total, 2)} s`]);
  return rows;
}

function writeCertificate(root, report) {
  const list = (title, rows) => element('section', {}, element('h3', {}, Texts.get(title)),
    element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])));
  const bullets = (title, items) => element('section', {class: 'wide'}, element('h3', {}, Texts.get(title)),
    element('ul', {}, ...items.map((item) => element('li', {}, item))));
  const parts = [list('asked', askedRows(report.asked)), list('found', foundRows(report.found)),
                 list('proof', proofRows(report.proof)), list('search_title', searchRows(report))];
  if (report.violations.length > 0) parts.push(bullets('violations', report.violations.map((v) => `${v.rule}: ${v.message}`)));
  if (report.notes.length > 0) parts.push(bullets('notes', report.notes));
  if (report.inputs.length > 0) {
    parts.push(element('section', {class: 'wide'}, element('h3', {}, Texts.get('inputs')), element('ul', {},
      ...report.inputs.map((i) => element('li', {}, `${i.role}: ${i.file} (${Texts.number(i.bytes)} bytes), SHA-256 `,
                                          element('code', {}, i.sha256))))));
  }
  root.replaceChildren(...parts);
}
