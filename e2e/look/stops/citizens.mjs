// Citizens: without a network, after a case is closed, by and for somebody else, and what anybody can read.

import { press } from '../acts.mjs';

export function stops({ at }) {
  const draft = at.whole.replace(/\/check$/, '');
  return [
    ['offline', 'stranger', '/offline'],
    ['offline-form', 'sam', null, null, async ({ people }) => {
      // Where the office can be reached, the page leads on at once.
      await people.sam.page.route('**/api/v1/**', (route) => route.abort(), { times: 9 });
      return `${draft}/offline`;
    }],
    ['mandates', 'sam', '/account/mandates'],
    ['mandates-empty', 'second', '/account/mandates'],
    ['mandates-error', 'sam', '/account/mandates', async (page) => {
      await page.locator('main form .button').last().click();
      await page.waitForLoadState('load');
    }],
    ['phone-code', 'sam', '/account/contact/code'],
    ['register', 'stranger', '/services/business-licence/register'],
    ['feedback-offer', 'sam', `/cases/${at.copy}/feedback`],
    ['feedback-had', 'sam', `/cases/${at.granted}/feedback`],
    ['feedback-answer', 'sam', '/feedback/answer'],
    ['feedback-answer-error', 'sam', '/feedback/answer', press('form[data-feedback-answer] .button')],
    ['feedback-answer-none', 'claire', '/feedback/answer'],
    ['feedback-thanks', 'stranger', '/feedback/thanks'],
    ['feedback-results', 'stranger', '/feedback'],
    ['feedback-few', 'stranger', '/feedback/business-licence/city-licensing'],
    ['feedback-service', 'stranger', '/feedback/certificate-copy/civil-registry'],
  ];
}
