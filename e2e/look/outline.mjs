// A page as an outline that no person, time, text or font changes: which parts it has, where each stands, and with what styles.
//
// Every text is replaced by one short word first, and of alike neighbours (rows of a table, cases in a list) only the first stays.
// What is left follows from the markup and the stylesheet alone. Distances count along the line, from its start, so that a page
// in Arabic gives the figures of its mirror image.

// What is kept of an element's styles where it is not `initial`. Logical names: a rule that forgets Arabic differs.
const OWN = {
  display: 'block', position: 'static', float: 'none', visibility: 'visible', opacity: '1', 'z-index': 'auto', order: '0',
  'background-color': 'rgba(0, 0, 0, 0)', 'background-image': 'none', 'box-shadow': 'none',
  'inline-size': 'auto', 'block-size': 'auto', 'min-inline-size': ['0px', 'auto'], 'max-inline-size': 'none',
  'min-block-size': ['0px', 'auto'], 'max-block-size': 'none', 'overflow-x': 'visible', 'overflow-y': 'visible',
  'flex-grow': '0', 'flex-shrink': '1', 'flex-basis': 'auto', 'flex-direction': 'row', 'flex-wrap': 'nowrap',
  'column-gap': 'normal', 'row-gap': 'normal', 'justify-content': 'normal', 'justify-self': 'auto', 'align-items': 'normal',
  'align-self': 'auto', transform: 'none', rotate: 'none', 'clip-path': 'none', 'vertical-align': 'baseline',
  'text-decoration-line': 'none', 'text-decoration-thickness': 'auto', 'forced-color-adjust': 'auto', 'break-inside': 'auto',
  'outline-style': 'none', 'grid-template-columns': 'none', appearance: 'none',
};
// Four sides, said in one when they are the same: block-start, block-end, inline-start, inline-end.
const SIDES = ['block-start', 'block-end', 'inline-start', 'inline-end'];
const FOUR = {
  margin: ['0px', (side) => [`margin-${side}`]], padding: ['0px', (side) => [`padding-${side}`]], inset: ['auto', (side) => [`inset-${side}`]],
  border: ['', (side) => ['width', 'style', 'color'].map((what) => `border-${side}-${what}`)],
  radius: ['0px', (side, i) => [['border-start-start-radius', 'border-end-end-radius', 'border-start-end-radius', 'border-end-start-radius'][i]]],
};
const INHERITED = [
  'color', 'font-family', 'font-size', 'font-weight', 'font-style', 'font-variant-numeric', 'line-height', 'letter-spacing', 'text-align',
  'text-transform', 'text-indent', 'white-space', 'word-break', 'overflow-wrap', 'list-style-type', 'border-collapse',
];
const DRAWN = ['fill', 'stroke', 'stroke-width', 'opacity', 'color', 'font-size', 'font-weight', 'display', 'transform', 'text-anchor'];
const PSEUDO = [
  'display', 'position', 'color', 'background-color', 'background-image', 'border-block-start-width', 'border-block-end-width',
  'border-inline-start-width', 'border-inline-end-width', 'font-size', 'opacity', 'rotate', 'margin-inline-start', 'margin-inline-end',
];

// Leaves only what follows from markup and stylesheet; with `whole`, alike neighbours stay.
export const mask = (page, whole = false) => page.evaluate((all) => {
  document.activeElement?.blur();
  // What scripts say later, and what happened since: of a course of events the first stays, which the page has last.
  for (const e of document.querySelectorAll('[data-outbox], .event:has(~ .event)')) e.remove();
  for (const e of document.querySelectorAll('.event .icon-flips')) e.classList.remove('icon-flips');
  // Of a draw only who was drawn.
  for (const table of location.pathname.endsWith('/draw') ? document.querySelectorAll('tbody:has(> tr .tag)') : []) {
    for (const row of [...table.children]) if (!row.querySelector('.tag')) row.remove();
  }
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const node of texts) {
    const within = node.parentElement;
    if (!within || within.closest('script, style, svg') || !node.data.trim()) continue;
    node.data = within.localName === 'textarea' ? '' : 'xx';
  }
  for (const e of document.querySelectorAll('[data-head]')) e.dataset.head = 'xx';
  for (const e of document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), textarea')) e.value = '';
  for (const e of document.querySelectorAll('[placeholder]')) e.removeAttribute('placeholder');
  const named = (e) => `${e.localName}.${[...e.classList].sort().join('.')}${e.hidden ? '[hidden]' : ''}`;
  const deep = (e) => `${named(e)}(${[...e.children].filter((c) => !c.closest('svg') || c.localName === 'svg').map(deep)})`;
  const thin = (parent) => {
    let last = '';
    for (const e of [...parent.children]) {
      if (e.closest('svg')) continue;
      thin(e);
      const now = deep(e);
      if (now === last && !/^(div|section|article)\.\(/.test(now)) e.remove();
      else last = now;
    }
  };
  if (!all) thin(document.body);
}, whole);

// The page as it stands: `boxes` as lines of [depth, name, start, gap, width, height or null], and `styles` as pairs of a
// component's name and its styles.
export const measure = (page, { frame, boxes }) => page.evaluate(({ initial, four, INHERITED, DRAWN, PSEUDO, frame, boxes }) => {
  const rtl = document.documentElement.dir === 'rtl';
  const name = (e) => {
    const classes = [...(e.classList ?? [])].sort().join('.');
    return (e.localName === 'input' ? `input[${e.type}]` : e.localName) + (classes && `.${classes}`);
  };
  const shown = (e) => e.checkVisibility?.({ contentVisibilityAuto: true }) && e.getClientRects().length > 0;
  const lines = [];
  const styles = new Set();
  const start = (box, within) => Math.round(rtl ? within.right - box.right : box.left - within.left);

  const own = (e, map, above) => {
    const found = [];
    for (const [property, usual] of initial) {
      const value = map.get(property)?.toString();
      if (value !== undefined && !usual.includes(value)) found.push(`${property}: ${value}`);
    }
    for (const [what, usual, sides] of four) {
      const values = sides.map((parts) => parts.map((part) => map.get(part)?.toString() ?? '').join(' '))
        .map((value) => (what === 'border' && / none /.test(value) ? '' : value));
      if (values.some((value) => value !== usual)) found.push(`${what}: ${new Set(values).size === 1 ? values[0] : values.map((v) => v || 'none').join(what === 'border' ? ' / ' : ' ')}`);
    }
    for (const property of INHERITED) {
      const value = map.get(property)?.toString();
      if (value !== undefined && value !== above?.get(property)?.toString()) found.push(`${property}: ${value}`);
    }
    return found.join('; ');
  };
  const drawn = (e, above) => {
    const [now, before] = [getComputedStyle(e), getComputedStyle(above)];
    return DRAWN.filter((p) => now[p] !== before[p] && !(p === 'transform' && e.hasAttribute('transform'))).map((p) => `${p}: ${now.getPropertyValue(p)}`).join('; ');
  };
  const pseudo = (e, which) => {
    const now = getComputedStyle(e, which);
    if (now.content === 'none' || now.content === 'normal' || now.display === 'none') return;
    const none = /^(0px|none|auto|1|rgba\(0, 0, 0, 0\)|static|inline)$/;
    const found = PSEUDO.map((p) => [p, now.getPropertyValue(p)]).filter(([, v]) => v && !none.test(v));
    const content = /^counter|attr/.test(now.content) ? '…' : now.content.replace(/xx:?/, '…');
    styles.add(`${name(e.parentElement)} > ${name(e)}${which}\t${[`content: ${content}`, ...found.map((f) => f.join(': '))].join('; ')}`);
  };

  const look = (e, depth, within, above) => {
    const inSvg = e.namespaceURI.endsWith('svg') && e.localName !== 'svg';
    if (inSvg) {
      if (e.classList.length) {
        const said = drawn(e, e.parentElement);
        if (said) styles.add(`svg ${name(e)}\t${said}`);
      }
      for (const child of e.children) look(child, depth, within, above);
      return null;
    }
    if (/^(script|style|br|wbr|option|optgroup|template|noscript|link)$/.test(e.localName) || !shown(e)) return null;
    const map = e.computedStyleMap();
    styles.add(`${name(e.parentElement)} > ${name(e)}\t${own(e, map, above)}`);
    for (const which of ['::before', '::after']) pseudo(e, which);
    const box = e.getBoundingClientRect();
    const inline = map.get('display').toString() === 'inline' && e.localName !== 'svg';
    const hidden = e.classList.contains('visually-hidden');
    const kept = boxes && !inline && !hidden;
    const line = kept ? [depth, name(e), start(box, within), 0, Math.round(box.width), Math.round(box.height)] : null;
    if (line) lines.push(line);
    let last = null;
    for (const child of e.children) {
      if (!frame && e === document.body && !child.matches('main, .wrap, .hero, :has(main)')) continue;
      const made = look(child, line ? depth + 1 : depth, line ? box : within, map);
      if (!made?.line) continue;
      made.line[3] = Math.round(made.box.top - (last ?? box.top));
      last = made.box.bottom;
      if (line) line[5] = null; // follows from its parts
    }
    return { line, box };
  };
  look(document.body, 0, document.documentElement.getBoundingClientRect(), null);
  return { boxes: lines, styles: [...styles] };
}, {
  initial: Object.entries(OWN).map(([property, usual]) => [property, [usual].flat()]),
  four: Object.entries(FOUR).map(([what, [usual, of]]) => [what, usual, SIDES.map(of)]),
  INHERITED, DRAWN, PSEUDO, frame, boxes,
});
