// The investigator of the demonstration, and the contracts that they look at.

import { Person } from './people.mjs';

// The demonstration's first investigator, by what is said of them, once its import is done.
export async function finder(browser, url) {
  const person = await Person.arrive(browser, url);
  await person.page.goto('/demo?lang=en');
  await person.page.locator('.person', { hasText: /investigator/i }).first().getByRole('button').click();
  for (let n = 0; n < 120; n += 1) {
    await person.page.goto('/imports?lang=en');
    if (await person.page.getByText('Done').count()) return person;
    await person.page.waitForTimeout(500);
  }
  throw new Error('the import does not end');
}

// A contract with a flag, its supplier invited to reply; gives their addresses and the code.
export async function flagged(browser, url, { page }) {
  await page.goto('/flags?lang=en');
  const contract = (await page.locator('.queue a').first().getAttribute('href')).split('#')[0];
  await page.goto(contract);
  const flag = await page.locator('.flag a.button').first().getAttribute('href');
  await page.goto(`${flag}?lang=en`);
  await page.locator('[name=party]').selectOption({ index: 1 });
  await page.locator('form[action$="/invitations"] .button').click();
  await page.waitForLoadState('load');
  const code = (await page.locator('.panel-number').innerText()).trim();
  const writer = await Person.arrive(browser, url);
  await writer.page.goto(`/reply?lang=en&code=${code}`);
  await writer.page.locator('[name=about]').selectOption(`flag:${flag.split('/').pop()}`);
  await writer.page.locator('[name=text]').fill('The call was repeated after a first one without bids.\nThe file is open to anybody at our office.');
  await writer.page.locator('main form[method=post] .button').first().click();
  await writer.page.waitForURL('**/contracts/**');
  await writer.context.close();
  return { contract, flag, replyCode: code };
}
