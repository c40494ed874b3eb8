// Other eyes, other paper: some pages in the dark, with more contrast, with the colours of the system, and printed.

import { faults } from '../lib/checks.mjs';
import { mask, measure } from './outline.mjs';

const SOME = ['design', 'home', 'service', 'apply-trade', 'case-granted', 'decide'];
const PAPER = ['design', 'service', 'submitted', 'case-granted', 'certificate'];

// `checked`: colours are the page's own there, and contrast can be told.
export const MODES = [
  { name: 'dark', media: { colorScheme: 'dark' }, stops: SOME, checked: true },
  { name: 'contrast', media: { contrast: 'more' }, stops: SOME, checked: true },
  { name: 'dark-contrast', media: { colorScheme: 'dark', contrast: 'more' }, stops: SOME, checked: true },
  { name: 'forced', media: { forcedColors: 'active' }, stops: SOME },
  { name: 'print', media: { media: 'print' }, stops: PAPER },
];
const USUAL = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', media: 'screen' };

// Faults of a stop in a mode. All components are on /design: their styles are compared there.
export async function see(world, stop, language, mode, { come, shot, compare }) {
  const { page } = world.people[stop.who];
  await page.emulateMedia(mode.media);
  try {
    await come(world, stop, language);
    if (shot) await shot(page);
    const found = mode.checked ? await faults(page, { language }) : [];
    if (mode.name === 'print' && stop.name !== 'design') found.push(...(await unprintable(page)));
    if (stop.name === 'design' && language !== 'fr') {
      await mask(page, true);
      found.push(...(await compare(stop.name, `${language} ${mode.name}`, await measure(page, { frame: true, boxes: false }))));
    }
    return found;
  } finally {
    await page.emulateMedia(USUAL);
  }
}

// On paper nothing can be pressed, and nothing may hide in a corner that scrolls.
async function unprintable(page) {
  return page.evaluate(() => {
    const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
    const pressed = [...document.querySelectorAll('button, .button, input, nav a')].filter(shown);
    const cut = [...document.querySelectorAll('main *')].filter((e) => shown(e) && !e.closest('svg, .visually-hidden') && e.clientHeight > 0
      && e.scrollHeight > e.clientHeight + 2 && getComputedStyle(e).overflowY !== 'visible');
    const say = (e) => `${e.outerHTML.split('>')[0].slice(0, 90)}>`;
    return [...pressed.slice(0, 3).map((e) => `is printed, and cannot be pressed: ${say(e)}`), ...cut.slice(0, 3).map((e) => `is cut on paper: ${say(e)}`)];
  });
}
