// After the case is closed: two questions, answered by a blind token. With a script the device blinds and sends by itself, without
// a session; without one our computer makes the token and says so. A token is used once, and a forged one is refused.

import assert from 'node:assert/strict';

export const name = 'feedback';
const ANSWERS = '/api/v1/feedback/answers';

export async function run(world) {
  const citizen = await world.visitor('answerer');
  await world.signInByMail(citizen, world.citizen.email);
  if (world.js) await heldBack(world, citizen);
  const number = await copy(world, citizen);
  await questions(citizen, number);
  await citizen.check('feedback');
  const sent = world.js ? await byDevice(world, citizen, number) : await byPages(world, citizen);
  await onlyOnce(world, citizen, number, sent);
  await results(world, citizen);
}

async function questions(citizen, number) {
  await citizen.open(`/cases/${number}`);
  await citizen.link('feedback-offer-link').click();
  await citizen.heading('feedback-title').waitFor();
}

// A copy of an entry, which the rules issue at once: by a program, with the citizen's session.
async function copy(world, citizen) {
  const cookies = await citizen.page.context().cookies();
  const bearer = `Bearer ${cookies.find((c) => c.name.endsWith('session')).value}`;
  let n = 0;
  const call = async (method, where, body, type = 'application/json') => {
    n += 1;
    const headers = { authorization: bearer, 'content-type': type, 'idempotency-key': `feedback-${world.language}-${n}` };
    const answer = await fetch(new URL(`/api/v1/${where}`, world.server.url), { method, headers, body });
    assert.ok(answer.ok, `${method} ${where}: ${answer.status} ${await answer.clone().text()}`);
    return answer.json();
  };
  const { id } = await call('POST', 'drafts', JSON.stringify({ service: 'certificate-copy' }));
  const pdf = '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n';
  await call('POST', `drafts/${id}/files/id_copy?name=identity.pdf`, pdf, 'application/octet-stream');
  const data = {
    register: 'birth', entry_number: '4512', year: 1984, person_name: 'Layla Haddad', relation: 'self',
    purpose: 'passport', delivery: 'counter', email: 'layla@example.org', agree: true,
  };
  await call('PUT', `drafts/${id}`, JSON.stringify({ data }));
  return (await call('POST', `drafts/${id}/submit`)).number;
}

// The first who could answer about licences would be known by answering: the device keeps the answer back.
async function heldBack(world, citizen) {
  const { page } = citizen;
  const sent = [];
  page.on('request', (r) => { if (r.url().endsWith(ANSWERS)) sent.push(r); });
  await questions(citizen, world.case);
  await citizen.button('feedback-go').click();
  await page.waitForURL('**/feedback/answer');
  await answer(world, citizen, 'feedback-how-was-2', 'feedback-asked-yes');
  await citizen.button('feedback-done').click();
  await page.waitForURL('**/feedback/thanks');
  const asked = page.waitForResponse((r) => r.url().includes('/api/v1/feedback/keys'));
  await citizen.button('feedback-send-now').click();
  await asked;
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('diwan-feedback-waiting'))[0].due > Date.now());
  assert.deepEqual(sent, [], 'nothing was sent');
  await page.evaluate(() => localStorage.clear());
}

// The device blinds, asks, unblinds, keeps, and sends.
async function byDevice(world, citizen, number) {
  const { page } = citizen;
  const asked = page.waitForRequest((r) => r.url().endsWith('/feedback/token'));
  const keys = page.waitForRequest((r) => r.url().includes('/api/v1/feedback/keys'));
  assert.ok(await page.locator('[data-feedback-plain]').isHidden(), 'the script makes the token');
  await citizen.button('feedback-go').click();
  assert.equal((await (await keys).allHeaders()).cookie, undefined, 'the key is compared by nobody');
  const blinded = (await asked).postDataJSON();
  await page.waitForURL('**/feedback/answer');
  await citizen.check('questions');
  // Nothing on the device tells any more which case the token came from.
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(kept.includes('diwan-feedback-token') && !kept.includes(number), kept);
  await citizen.button('feedback-done').click();
  await page.locator('[data-feedback-missing]').waitFor();
  await answer(world, citizen, 'feedback-how-was-4', 'feedback-asked-no');
  await citizen.button('feedback-done').click();
  await page.waitForURL('**/feedback/thanks');
  await citizen.button('feedback-send-now').waitFor();
  await citizen.check('thanks');
  const sending = page.waitForRequest((r) => r.url().endsWith(ANSWERS));
  await citizen.button('feedback-send-now').click();
  const request = await sending;
  const headers = await request.allHeaders();
  assert.equal(headers.cookie, undefined, 'the answer is sent without a session');
  assert.equal(headers.referer, undefined);
  assert.equal((await request.response()).status(), 200);
  await page.waitForFunction(() => localStorage.length === 0);
  const body = request.postDataJSON();
  assert.ok(!JSON.stringify(body).includes(blinded.blinded), 'what was signed is not what is sent');
  return body;
}

// Without a script: a form, and a form.
async function byPages(world, citizen) {
  const { page } = citizen;
  assert.ok(await page.locator('[data-feedback-plain]').isVisible(), 'what is weaker is said before anything is sent');
  await citizen.button('feedback-go').click();
  await citizen.button('feedback-send').waitFor();
  await citizen.check('questions');
  const hidden = async (field) => page.locator(`main input[name="${field}"]`).getAttribute('value');
  const body = { key: await hidden('key'), token: await hidden('token'), signature: await hidden('signature'), how: 4, asked: 'no' };
  await answer(world, citizen, 'feedback-how-was-4', 'feedback-asked-no');
  await citizen.button('feedback-send').click();
  await page.waitForURL('**/feedback/thanks');
  await citizen.check('thanks');
  return body;
}

async function answer(world, citizen, how, asked) {
  for (const key of [how, asked]) await citizen.page.getByLabel(world.words.text(key), { exact: true }).check();
}

// The same again changes nothing, another answer is refused, and so is a token that nobody signed.
async function onlyOnce(world, citizen, number, sent) {
  const post = async (body) => (await fetch(new URL(ANSWERS, world.server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })).status;
  assert.equal(await post(sent), 200, 'sent twice, taken once');
  assert.equal(await post({ ...sent, how: 1, asked: 'yes' }), 409, 'a token is used once');
  const forged = Buffer.from(sent.token, 'base64');
  forged[5] ^= 1;
  assert.equal(await post({ ...sent, token: forged.toString('base64') }), 422, 'a token that nobody signed');
  await citizen.open(`/cases/${number}/feedback`);
  await citizen.check('had');
  assert.equal(await citizen.page.locator('[data-feedback-ask]').count(), 0, 'a case has one token');
}

// One answer is not published; those of the demonstration are.
async function results(world, citizen) {
  await citizen.open('/feedback');
  await citizen.check('results');
  await citizen.open('/feedback/business-licence/city-licensing');
  await citizen.heading('feedback-few').waitFor();
  await citizen.check('too-few');
  const answer = await fetch(new URL('/api/v1/feedback/business-licence/city-licensing', world.server.url));
  assert.equal(answer.status, 404);
  await citizen.open('/feedback/certificate-copy/civil-registry');
  await citizen.check('one-service');
}
