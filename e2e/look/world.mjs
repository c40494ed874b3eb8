// A world worth looking at: cases in every state, with messages, drafts, people with and without.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, diwan } from '../lib/server.mjs';
import { flagged, finder } from './contracts.mjs';
import { PDF, Person } from './people.mjs';

const SHOP = {
  business_name: 'Al-Nour Bookshop & Stationery', legal_form: 'sole_trader', register_number: '2019-04512',
  trade: 'office', address: '12 Harbour Street, ground floor, Old Quarter', zone: 'commercial', floor_area: '40',
  staff: '3', starts_on: '2099-01-04', applicant_name: 'Sam Taylor', capacity: 'owner', email: 'sam@example.org',
  phone: '+961 70 123 456', 'id_copy@file': PDF, 'lease@file': PDF, 'register_extract@file': PDF, agree: 'true',
};
const BAKERY = { ...SHOP, business_name: 'Bayt al-Khubz', trade: 'food', kitchen: 'yes', 'kitchen_plan@file': PDF };
const COPY = {
  register: 'birth', entry_number: '4512', year: '1984', person_name: 'Layla Haddad', relation: 'self', purpose: 'passport',
  delivery: 'counter', email: 'sam@example.org', agree: 'true', 'id_copy@file': PDF,
};
const INSPECTED = {
  inspected_on: '2026-11-20', exits: 'yes', extinguishers: 'yes', ventilation: 'yes', hygiene: 'yes', storage: 'not_applicable',
  findings: 'Two marked exits, two extinguishers tested this year, hood over both stoves.',
};

// The name on a button “Continue as …”, which Fluent sets apart by marks of direction.
const nameOn = (text) => text.match(/\u2068(.*)\u2069/)[1];

// A procedure with faults, and every official of the demonstration a supervisor of its office. Where the server is another's,
// there is no such procedure, and nothing of it is looked at.
async function faulty(data, officials) {
  const place = ['--data', data];
  if (process.env.DIWAN_E2E_DATABASE) place.push('--database', process.env.DIWAN_E2E_DATABASE);
  const deployed = await diwan('pack', 'deploy', path.join(ROOT, 'crates/casework/testdata/faulty'), ...place);
  if (deployed.code !== 0) throw new Error(deployed.stderr);
  for (let n = 1; n <= officials; n += 1) {
    await diwan('people', 'grant', String(n), '--agency', 'office', '--role', 'supervisor', ...place);
  }
}

// Cases that stopped: as they are, with a proposal, mended.
async function stop(sam, first, second) {
  const propose = async (number) => {
    await first.page.goto(`/cases/${number}/incident?lang=en`);
    await first.page.locator('form[action$="/set"] [name=set-name]').selectOption('route');
    await first.page.locator('form[action$="/set"] [name=set-value]').fill('"plain"');
    await first.page.locator('form[action$="/set"] [name=set-reason]').fill('The form knows no such way; the plain one is meant.');
    await first.page.locator('form[action$="/set"] .button').click();
    await first.page.waitForLoadState('load');
  };
  const open = () => sam.apply('faulty', { subject: 'A chair', fault: 'way' });
  const [stuck, proposed, mended] = [await open(), await open(), await open()];
  await propose(proposed);
  await propose(mended);
  await second.page.goto(`/cases/${mended}/incident?lang=en`);
  await second.page.locator('form[action$="/confirm"] .button').click();
  await second.page.waitForLoadState('load');
  return { stuck, proposed, mended };
}

// Sam lets somebody act for him.
async function offer(sam) {
  await sam.page.goto('/account/mandates?lang=en');
  const year = String(new Date().getUTCFullYear() + 1);
  await sam.answer({ to: 'claire@example.org', service: 'business-licence', until: `${year}-06-30` });
  await sam.page.locator('main form .button').last().click();
  await sam.page.waitForLoadState('load');
}

// And asks for the code that proves his mobile number.
async function phone(sam) {
  await sam.page.goto('/account/contact?lang=en');
  const field = sam.page.locator('[name=phone]');
  if (!(await field.count())) return; // this house sends no SMS
  await field.fill('+961 70 123 456');
  await sam.page.locator('form[action="/account/contact/phone"] .button').click();
  await sam.page.waitForURL('**/account/contact/code');
}

// An agency's program is told of decisions.
async function listen(supervisor) {
  await supervisor.page.goto('/overview/webhooks?lang=en');
  await supervisor.page.locator('[name=url]').fill('https://registry.example/hooks/licences');
  await supervisor.page.locator('[name=events]').first().check();
  const agency = supervisor.page.locator('[name=agency]');
  if (await agency.first().evaluate((e) => e.type === 'radio')) await agency.first().check();
  await supervisor.page.locator('main form .button').last().click();
  await supervisor.page.waitForLoadState('load');
}

// A second version of the licence, and a proposal to move the cases that run.
async function move(data) {
  const place = ['--data', data];
  if (process.env.DIWAN_E2E_DATABASE) place.push('--database', process.env.DIWAN_E2E_DATABASE);
  const folder = await mkdtemp(path.join(tmpdir(), 'diwan-look-'));
  try {
    await cp(path.join(ROOT, 'packs/business-licence'), folder, { recursive: true });
    const file = path.join(folder, 'pack.toml');
    const text = await readFile(file, 'utf8');
    const [, version] = text.match(/^version = "(.*)"$/m);
    const next = text.replace(`version = "${version}"`, 'version = "9.0.0"').replace('form = "check"\ndeadline = 2', 'form = "check"\ndeadline = 4');
    await writeFile(file, next);
    const reason = ['--apply', '--reason', 'Article 7 was amended: the check has four days.'];
    for (const words of [['deploy', folder], ['migrate', '--pack', 'business-licence', '--from', version, '--to', '9.0.0', ...reason]]) {
      const done = await diwan('pack', ...words, ...place);
      if (done.code > 1) throw new Error(`pack ${words.join(' ')}: ${done.stderr}`);
    }
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function build(browser, url, data) {
  const officials = new Map();
  const stranger = await Person.arrive(browser, url);
  await stranger.page.goto('/demo?lang=en');
  const buttons = stranger.page.locator('[aria-labelledby=officials] .person button');
  const names = (await buttons.allInnerTexts()).map(nameOn);

  if (data) await faulty(data, names.length);
  const official = async (name) => {
    if (!officials.has(name)) officials.set(name, await Person.arrive(browser, url, name));
    return officials.get(name);
  };
  // Whom the draw chose for the open task of a case.
  const drawn = async (number) => {
    for (const name of names) {
      const person = await official(name);
      await person.page.goto('/work?lang=en');
      const link = person.page.locator(`main a[href*="/${number}/tasks/"]`).first();
      if (!(await link.count())) continue;
      const task = await link.getAttribute('href');
      await person.page.goto(task);
      return { person, task };
    }
    throw new Error(`nobody was drawn for ${number}`);
  };
  const work = async (number, answers) => {
    const { person, task } = await drawn(number);
    await person.answer(answers);
    await person.go();
    if (await person.page.locator('.error-summary').count()) {
      throw new Error(`${person.page.url()}: ${await person.page.locator('.error-summary').innerText()}`);
    }
    return { person, task };
  };

  const sam = await Person.arrive(browser, url, 'Sam Taylor');
  const claire = await Person.arrive(browser, url, 'Claire Martin');
  const granted = await sam.apply('business-licence', SHOP);
  await work(granted, { complete: 'yes' });
  const decided = await work(granted, { outcome: 'grant', reason: 'All conditions of Article 12 are met.' });
  await work(granted, { receipt_number: 'RC-004217', paid_on: '2026-11-25' });

  const waiting = await sam.apply('business-licence', SHOP);
  const clerk = await drawn(waiting);
  // What is missing is asked once something is said to be.
  for (const answers of [{ complete: 'no' }, { missing: 'lease', note: 'The lease is not signed by the owner.' }]) {
    await clerk.person.answer(answers);
    await clerk.person.go();
  }

  const deciding = await sam.apply('business-licence', BAKERY);
  await work(deciding, { complete: 'yes' });
  await work(deciding, INSPECTED);
  await sam.page.goto(`/cases/${deciding}`);
  await sam.answer({ text: 'Good morning. The inspector was here on Tuesday. Is anything still missing from me?' });
  await sam.page.locator('form[action$="/messages"] button').click();
  const decider = await drawn(deciding);
  await decider.person.page.goto(`/cases/${deciding}`);
  await decider.person.answer({ text: 'Thank you, nothing is missing. You will have the decision within the week.' });
  await decider.person.page.locator('form[action$="/messages"] button').click();

  const asked = await sam.apply('business-licence', SHOP);
  await work(asked, { complete: 'yes' });
  const asker = await drawn(asked);
  await asker.person.page.goto(`${asker.task}/question`);
  await asker.person.answer({ text: 'On which floor is the shop, and who else uses the entrance?', documents: 'Plan of the floor' });
  await asker.person.go();

  const fresh = await sam.apply('business-licence', SHOP);
  const checker = await drawn(fresh);
  const draft = await sam.fill('business-licence', SHOP, 5);
  const whole = await sam.fill('business-licence', BAKERY);
  const empty = await sam.fill('business-licence', {}, 0);

  await stranger.page.goto('/demo?lang=en');
  const chief = nameOn(await stranger.page.locator('.person', { hasText: 'Supervisor' }).first().locator('button').innerText());
  const supervisor = await official(chief);
  const second = await official(names.find((name) => name !== chief));
  const stopped = data ? await stop(sam, supervisor, second) : {};
  const copy = await sam.apply('certificate-copy', COPY);
  await sam.page.goto(`/cases/${granted}/feedback?lang=en`);
  await sam.page.locator('[data-feedback-ask] .button').first().click();
  await sam.page.waitForURL('**/feedback/answer');
  await offer(sam);
  await phone(sam);
  await listen(supervisor);
  const moved = data ? await move(data) : false;
  const investigator = await finder(browser, url);
  const found = await flagged(browser, url, investigator);
  const people = {
    investigator, decided: decided.person,
    second, stranger, sam, claire, checker: checker.person, decider: decider.person, asker: asker.person, supervisor,
  };
  const at = { granted, waiting, deciding, asked, askTask: asker.task, fresh, draft, whole, empty, checkTask: checker.task, decideTask: decider.task, copy, moved, decidedTask: decided.task, ...found, ...stopped };
  return { url, people, at };
}
