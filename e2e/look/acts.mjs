// What people do at a stop. Each is given the page; they compose.

export const press = (selector) => async (page) => {
  await page.locator(selector).first().click();
  await page.waitForLoadState('load');
};

// Opens the drawing.
export const open = async (page) => page.locator('details:has(.drawing) > summary').click();

// The address of the first link that has this part in it.
export const first = (part) => async (page) => page.locator(`main a[href*="${part}"]`).first().getAttribute('href');

export const both = (one, other) => async (page) => {
  await one(page);
  await other(page);
};

export const lang = (page) => page.evaluate(() => document.documentElement.lang);

// Goes where the first such link leads, in the language of the page.
export const follow = (part, rest = '') => async (page) => {
  await page.goto(`${await first(part)(page)}${rest}?lang=${await lang(page)}`);
};
