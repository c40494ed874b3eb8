// The officials whom the system drew check, decide and record the fee, each from a work list that
// nobody else has the case on; the applicant then holds a licence.

import assert from 'node:assert/strict';

export const name = 'official-decides';

export async function run(world) {
  await official(world, 'clerk', async (clerk) => {
    await choose(clerk, 'complete', 'yes');
    await decide(clerk);
  });
  await official(world, 'officer', async (officer) => {
    const text = await officer.page.locator('main').innerText();
    assert.ok(text.includes(world.words.text('task-recommended')), 'what the rules recommend is shown');
    await officer.page.locator('main details summary').first().click();
    await officer.check('why');
    await choose(officer, 'outcome', 'grant');
    await decide(officer, 'Every condition of Article 12 is met; the register agrees.');
  });
  await official(world, 'cashier', async (cashier) => {
    const { page } = cashier;
    const today = new Date();
    await cashier.field('field-payment-receipt_number').fill('RC-004217');
    await page.locator('[name="paid_on-day"]').fill(String(today.getUTCDate()));
    await page.locator('[name="paid_on-month"]').fill(String(today.getUTCMonth() + 1));
    await page.locator('[name="paid_on-year"]').fill(String(today.getUTCFullYear()));
    await decide(cashier);
  });
  await licenceIsThere(world);
}

const choose = (visitor, field, value) =>
  visitor.page.locator(`input[name="${field}"][value="${value}"]`).check();

async function decide(visitor, reason) {
  if (reason) await visitor.page.locator('textarea[name="reason"]').fill(reason);
  await visitor.button('task-decide').click();
  await visitor.page.waitForURL((url) => !/\/tasks\//.test(url.pathname));
  await visitor.check('done');
}

// Whoever of the role has the case does `work`; nobody else of the role may even see the task.
async function official(world, role, work) {
  const people = await peopleOf(world, role);
  assert.ok(people.length > 1, `more than one ${role} could be drawn`);
  let holder = null;
  const others = [];
  for (const person of people) {
    const visitor = await world.visitor(`${role}-${person}`);
    await signIn(visitor, person);
    const line = visitor.page.locator(`main a[href*="/cases/${world.case}/tasks/"]`);
    if ((await line.count()) > 0) holder = { visitor, href: await line.first().getAttribute('href') };
    else others.push(visitor);
  }
  assert.ok(holder, `one ${role} has the case`);
  assert.equal(others.length, people.length - 1, 'only one has it');
  others[0].expectStatus(404);
  const refused = await others[0].page.goto(new URL(holder.href, world.server.url).href);
  assert.equal(refused.status(), 404, 'another task of the same role does not exist for them');
  const { visitor } = holder;
  await visitor.check('work');
  await visitor.page.goto(new URL(holder.href, world.server.url).href);
  await visitor.check('task');
  await work(visitor);
}

async function peopleOf(world, role) {
  const visitor = await world.visitor(`look-${role}`);
  await visitor.open('/demo');
  const label = world.words.text(`demo-${role}`);
  const cards = visitor.page.locator('main .people li').filter({ hasText: label });
  return cards.locator('input[name="person"]').evaluateAll((inputs) => inputs.map((i) => i.value));
}

async function signIn(visitor, person) {
  await visitor.open('/demo');
  const form = visitor.page.locator('form').filter({ has: visitor.page.locator(`input[name="person"][value="${person}"]`) });
  await form.getByRole('button').click();
  await visitor.heading('work-title').first().waitFor();
}

async function licenceIsThere(world) {
  const citizen = await world.visitor('applicant');
  await world.signInByMail(citizen, world.citizen.email);
  await citizen.open(`/cases/${world.case}`);
  const text = await citizen.page.locator('main').innerText();
  assert.ok(text.includes(world.words.text('outcome-granted')), 'the outcome is shown');
  await citizen.check('granted');
  await citizen.link('case-certificate').first().click();
  assert.ok((await citizen.page.locator('main').innerText()).includes('Al-Nour'));
  await citizen.check('certificate');
}
