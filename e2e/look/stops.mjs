// Every page, in every state that a person can bring about: [name, who looks, where, what they do there, or how the address is
// found]. To add one: a row here, or in a file of its own in `stops/`; then look at its pictures, and `--accept --only NAME`.

import { readFile, readdir } from 'node:fs/promises';
import { both, first, lang, open, press } from './acts.mjs';

const RISK = await readFile(new URL('../../packs/business-licence/risk.dmn', import.meta.url), 'utf8');
// The rules with another fee for each business, and with a name that nothing has.
const DEARER = RISK.replaceAll('<text>100</text>', '<text>110</text>').replaceAll('<text>200</text>', '<text>220</text>');
const FAULTY = RISK.replace('<text>Risk class</text>', '<text>Risk clas</text>');

// To the rules of the licence's risk, from the list of all.
const rule = (rest = '') => async (page) => {
  await page.goto(`${await first('/AssessRisk')(page)}${rest}?lang=${await lang(page)}`);
};
const chooseFile = (dmn) => async (page) => {
  await page.locator('[name=rules]').setInputFiles({ name: 'risk.dmn', mimeType: 'application/xml', buffer: Buffer.from(dmn) });
  await press('main form[method=post] .button')(page);
};
const TOO_SMALL = async (page) => {
  for (const [name, value] of [['trade', 'food'], ['zone', 'mixed'], ['kitchen', 'yes'], ['size_class', 'small']]) {
    await page.locator(`[name="application.${name}"][value="${value}"]`).check();
  }
  await page.locator('[name="application.floor_area"]').fill('12');
  await press('main form[method=post] .button')(page);
};

// Those below and those of every file in `stops/`.
export async function stops(world) {
  const folder = new URL('./stops/', import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.mjs')).sort();
  const others = await Promise.all(files.map((name) => import(new URL(name, folder))));
  const list = [...rows(world), ...others.flatMap((file) => file.stops(world))];
  const named = new Set();
  for (const [name] of list) {
    if (named.has(name)) throw new Error(`two stops are called ${name}`);
    named.add(name);
  }
  return list.map(([name, who, where, act, find]) => ({ name, who, where, act, find }));
}

function rows({ at }) {
  const cases = (number, rest = '') => `/cases/${number}${rest}`;
  const list = [
    ['home', 'stranger', '/'],
    ['home-found', 'stranger', '/?q=licence'],
    ['home-nothing', 'stranger', '/?q=passport'],
    ['home-near', 'stranger', '/?q=cheap+shop+open'],
    ['event', 'stranger', '/events/starting-a-business'],
    ['check', 'stranger', '/services/business-licence/check'],
    ['check-told', 'stranger', '/services/business-licence/check?go=1&trade=food&zone=mixed&floor_area=30&staff=2&kitchen=yes'],
    ['check-error', 'stranger', '/services/business-licence/check?go=1&shown=trade+zone+floor_area+staff'],
    ['service', 'stranger', '/services/business-licence'],
    ['service-unmeasured', 'stranger', '/services/certificate-copy'],
    ['service-drawing', 'stranger', '/services/business-licence', open],
    ['service-drawing-measured', 'stranger', '/services/certificate-copy', open],
    ['sign-in', 'stranger', '/sign-in'],
    ['sign-in-error', 'stranger', '/sign-in', press('main form .button')],
    ['identity-stale', 'stranger', '/sign-in/with/national/back?state=none'],
    ['sign-in-code', 'stranger', '/sign-in', async (page) => {
      await page.locator('[name=email]').fill('new.person@example.org');
      await press('main form .button')(page);
    }],
    ['sign-in-code-error', 'stranger', '/sign-in/code', async (page) => {
      await page.locator('[name=code]').fill('12345678');
      await press('main form .button')(page);
    }],
    ['verify', 'stranger', '/verify'],
    ['verify-unknown', 'stranger', '/verify?code=1-AAAA-AAAA'],
    ['verify-no-code', 'stranger', '/verify?code=nonsense'],
    ['verify-fails', 'stranger', '/verify', async (page) => {
      await page.locator('[name=receipt]').setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
      await press('main form[method=post] .button')(page);
    }],
    ['rules', 'stranger', '/rules'],
    ['rule', 'stranger', '/rules', rule()],
    ['rule-tried', 'stranger', '/rules', both(rule(), TOO_SMALL)],
    ['rule-error', 'stranger', '/rules', both(rule(), async (page) => {
      await page.locator('[name="application.floor_area"]').fill('wide');
      await press('main form[method=post] .button')(page);
    })],
    ['rules-file', 'checker', '/rules/file'],
    ['rules-file-wrong', 'checker', '/rules/file', press('main form[method=post] .button')],
    ['rules-file-checked', 'checker', '/rules/file', chooseFile(FAULTY)],
    ['rules-compare', 'supervisor', '/rules', rule('/compare')],
    ['rules-compared', 'supervisor', '/rules', both(rule('/compare'), chooseFile(DEARER))],
    ['record', 'stranger', '/record'],
    ['demo', 'stranger', '/demo'],
    ['not-found', 'stranger', '/nowhere'],
    ['form-expired', 'stranger', '/sign-in', async (page) => {
      await page.locator('main [name=csrf]').evaluate((e) => { e.value = 'stale'; });
      await page.locator('[name=email]').fill('a@example.org');
      await press('main form .button')(page);
    }],
    ['forbidden', 'claire', '/work'],
    ['not-yours', 'claire', cases(at.granted)],
    ['cases-empty', 'claire', '/cases'],
    ['readings-empty', 'claire', '/account/readings'],
    ['begin', 'claire', '/services/business-licence/apply'],
    ['cases', 'sam', '/cases'],
    ['begin-drafts', 'sam', '/services/business-licence/apply'],
    ['account', 'sam', '/account'],
    ['identity-none', 'sam', '/account/identities'],
    ['identity-link', 'sam', '/account/identities', press('section[aria-labelledby=free] form .button')],
    ['account-error', 'sam', '/account', async (page) => {
      await page.locator('[name=name]').fill('x'.repeat(201));
      await press('main form .button')(page);
    }],
    ['sessions', 'sam', '/account/sessions'],
    ['confirm', 'sam', '/confirm?next=/account/erase'],
    ['confirm-code', 'sam', '/confirm/code/typed?next=/account/erase'],
    ['go-on-nothing', 'sam', '/confirm/go-on'],
    ['contact', 'sam', '/account/contact'],
    ['tokens', 'sam', '/account/tokens'],
    ['tokens-error', 'sam', '/account/tokens', press('main form .button')],
    ['readings', 'sam', '/account/readings'],
    ['erase', 'sam', '/account/erase'],
    ['erase-error', 'sam', '/account/erase', press('main form .button')],
    ['apply-check', 'sam', at.whole],
    ['submitted', 'sam', cases(at.fresh, '/submitted')],
    ['case-open', 'sam', cases(at.fresh)],
    ['case-drawing', 'sam', cases(at.deciding), open],
    ['case-drawing-closed', 'sam', cases(at.granted), open],
    ['case-waiting', 'sam', cases(at.waiting)],
    ['case-waiting-task', 'sam', cases(at.waiting), async (page) => {
      await page.goto(`${await first('/tasks/')(page)}?lang=${await lang(page)}`);
    }],
    ['case-deciding', 'sam', cases(at.deciding)],
    ['case-asked', 'sam', cases(at.asked)],
    ['question-answer', 'sam', `${at.askTask}/question/answer`],
    ['question-answer-error', 'sam', `${at.askTask}/question/answer`, press('main form[method=post] .button')],
    ['question', 'decider', `${at.decideTask}/question`],
    ['question-error', 'decider', `${at.decideTask}/question`, press('main form[method=post] .button')],
    ['task-waits', 'asker', at.askTask],
    ['question-withdraw', 'asker', `${at.askTask}/question/withdraw`],
    ['work-waits', 'asker', '/work'],
    ['case-granted', 'sam', cases(at.granted)],
    ['case-all', 'sam', cases(at.granted, '?all=1')],
    ['message-error', 'sam', cases(at.deciding), press('form[action$="/messages"] button')],
    ['withdraw', 'sam', cases(at.deciding), async (page) => {
      await page.goto(`${await first('/withdraw')(page)}?lang=${await lang(page)}`);
    }],
    ['certificate', 'sam', cases(at.granted, '/certificates/1')],
    ['certificate-public', 'stranger', null, null, async (world) => {
      const page = world.people.sam.page;
      await page.goto(cases(at.granted, '/certificates/1'));
      return `/certificates/${(await page.locator('.certificate-number').innerText()).trim()}`;
    }],
    ['entry', 'sam', cases(at.granted), async (page) => {
      await page.goto(`${await first('/entries/')(page)}?lang=${await lang(page)}`);
    }],
    ['draw', 'sam', cases(at.granted), async (page) => {
      await page.goto(`${await first('/draw')(page)}?lang=${await lang(page)}`);
    }],
    ['verify-known', 'sam', cases(at.granted), async (page) => {
      const l = await lang(page);
      await page.goto(await first('/entries/')(page));
      const code = await page.locator('main code', { hasText: /^\d+-\w{4}-\w{4}$/ }).first().innerText();
      await page.goto(`/verify?code=${code}&lang=${l}`);
    }],
    ['verify-holds', 'sam', cases(at.fresh, '/submitted'), async (page) => {
      const l = await lang(page);
      const href = await first('/receipt')(page);
      const body = await (await page.request.get(href)).body();
      await page.goto(`/verify?lang=${l}`);
      await page.locator('[name=receipt]').setInputFiles({ name: 'receipt.json', mimeType: 'application/json', buffer: body });
      await press('main form[method=post] .button')(page);
    }],
    ['work', 'checker', '/work'],
    ['task', 'checker', at.checkTask],
    ['task-error', 'checker', at.checkTask, press('.desk-main form .button')],
    ['task-more', 'checker', at.checkTask, async (page) => {
      await page.locator('[name=complete][value=no]').check();
      await press('.desk-main form .button')(page);
    }],
    ['decide', 'decider', at.decideTask],
    ['decline', 'decider', `${at.decideTask}/decline`],
    ['decline-error', 'decider', `${at.decideTask}/decline`, press('main form .button')],
    ['official-case', 'decider', cases(at.deciding)],
    ['reply-template', 'decider', `${cases(at.deciding)}/reply?template=how_to_pay`],
    ['duty', 'decider', '/account/duty'],
    ['duty-error', 'decider', '/account/duty', press('main form .button')],
    ['overview', 'supervisor', '/overview'],
    ['webhooks', 'supervisor', '/overview/webhooks'],
    ['webhooks-error', 'supervisor', '/overview/webhooks', press('main form .button')],
    ['retention', 'supervisor', '/overview/retention'],
    ['retention-hold', 'supervisor', cases(at.granted, '/hold')],
    ['retention-hold-error', 'supervisor', cases(at.granted, '/hold'), press('form[action$="/hold"] .button')],
    ['work-empty', 'investigator', '/work'],
    ['design', 'stranger', '/design'],
  ];
  if (at.stuck) {
    const set = 'form[action$="/set"] .button';
    list.push(
      ['incidents', 'supervisor', '/incidents'],
      ['incidents-next', 'supervisor', '/incidents?limit=1'],
      ['incident', 'supervisor', cases(at.stuck, '/incident')],
      ['incident-error', 'supervisor', cases(at.stuck, '/incident'), press(set)],
      ['incident-own', 'supervisor', cases(at.proposed, '/incident')],
      ['incident-confirm', 'second', cases(at.proposed, '/incident')],
      ['incident-refuse-error', 'second', cases(at.proposed, '/incident'), press('form[action$="/refuse"] .button')],
      ['incident-over', 'second', cases(at.mended, '/incident')],
      ['incident-case', 'supervisor', cases(at.stuck)],
      ['incident-applicant', 'sam', cases(at.mended, '?all=1')],
    );
  }
  for (const page of ['business', 'trade', 'premises', 'operation', 'start', 'applicant', 'documents', 'declaration']) {
    list.push([`apply-${page}`, 'sam', `${at.whole.replace(/\/check$/, '')}/pages/${page}`]);
    const blank = at.empty.replace(/\/pages\/.*/, '');
    list.push([`apply-${page}-error`, 'sam', `${blank}/pages/${page}`, press('main .buttons .button')]);
  }
  return list;
}
