// A citizen's journey: its pages, with somebody who has a closed case and a draft.

import { PDF, Person } from '../look/people.mjs';

const COPY = {
  register: 'birth', entry_number: '4512', year: '1984', person_name: 'Layla Haddad', relation: 'self', purpose: 'passport',
  delivery: 'counter', email: 'sam@example.org', agree: 'true', 'id_copy@file': PDF,
};

// Sam has a case that is closed, and a draft.
export async function scene(browser, url) {
  const sam = await Person.arrive(browser, url, 'Sam Taylor');
  const number = await sam.apply('certificate-copy', COPY);
  const draft = (await sam.fill('certificate-copy', COPY)).replace(/\/check$/, '');
  const storageState = await sam.context.storageState({ origins: [] });
  await sam.page.goto(`/cases/${number}?lang=en`);
  const entry = await sam.page.locator('main a[href*="/entries/"]').first().getAttribute('href');
  await sam.context.close();
  return { cookies: { cookies: storageState.cookies, origins: [] }, number, draft, entry };
}

// [name, address, whether one has to be signed in]
export function journey({ number, draft, entry }) {
  return [
    ['home', '/'],
    ['found', '/?q=licence'],
    ['event', '/events/starting-a-business'],
    ['service', '/services/business-licence'],
    ['check', '/services/business-licence/check'],
    ['what the rules say', '/services/business-licence/check?go=1&trade=food&zone=mixed&floor_area=30&staff=2&kitchen=yes'],
    ['sign-in', '/sign-in'],
    ['verify', '/verify'],
    ['feedback', '/feedback'],
    ['feedback of a service', '/feedback/certificate-copy/civil-registry'],
    ['begin', '/services/certificate-copy/apply', true],
    ['a page of the form', `${draft}/pages/entry`, true],
    ['check answers', `${draft}/check`, true],
    ['sent', `/cases/${number}/submitted`, true],
    ['my cases', '/cases', true],
    ['case', `/cases/${number}`, true],
    ['case, every entry', `/cases/${number}?all=1`, true],
    ['receipt', entry, true],
    ['two questions', `/cases/${number}/feedback`, true],
    ['account', '/account', true],
  ];
}
