// People of the demonstration at their browsers, for building a world of cases to look at.

export const STEP_MS = 60_000; // a loaded machine is slow, and nothing here is about time

export const PDF = {
  name: 'a-rather-long-file-name-of-a-signed-lease-contract-2026-final-version.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};

export class Person {
  constructor(context, page, name) {
    Object.assign(this, { context, page, name });
  }

  // Somebody of the demonstration, signed in; without a name, a stranger.
  static async arrive(browser, url, name) {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
    context.setDefaultTimeout(STEP_MS);
    const page = await context.newPage();
    const person = new Person(context, page, name);
    if (name) {
      await page.goto('/demo?lang=en');
      await page.locator('.person', { hasText: name }).getByRole('button').click();
    }
    return person;
  }

  // Answers every question of the page that `answers` knows.
  async answer(answers) {
    for (const [name, value] of Object.entries(answers)) {
      if (name.endsWith('@file')) {
        const file = this.page.locator(`input[type=file][name="${name.slice(0, -5)}"]`);
        if (await file.count()) await file.setInputFiles(value);
        continue;
      }
      for (const one of [value].flat()) await this.put(name, String(one));
    }
  }

  async put(name, value) {
    const date = value.match(/^(\d{4})-(\d\d)-(\d\d)$/);
    if (date && (await this.page.locator(`[name="${name}-day"]`).count())) {
      for (const [i, part] of ['year', 'month', 'day'].entries()) {
        await this.page.locator(`[name="${name}-${part}"]`).fill(date[i + 1]);
      }
      return;
    }
    const choice = this.page.locator(`input[name="${name}"][value="${value}"]:is([type=radio], [type=checkbox])`);
    if (await choice.count()) return choice.check();
    const field = this.page.locator(`[name="${name}"]:not([type=radio]):not([type=checkbox])`);
    if (await field.count()) {
      const select = await field.evaluate((e) => e.tagName === 'SELECT');
      await (select ? field.selectOption(value) : field.fill(value));
    }
  }

  // Presses the page's main button.
  async go() {
    const buttons = this.page.locator('main form[method=post] .button:not(.button-secondary):not(.button-warning)');
    await Promise.all([this.page.waitForLoadState('load'), buttons.first().click()]);
    await this.page.waitForLoadState('load');
  }

  // Begins an application and answers its pages; gives the address of the page it stopped at.
  async fill(pack, answers, pages = Infinity) {
    await this.page.goto(`/services/${pack}/apply?lang=en`);
    await this.page.locator(`form[action="/services/${pack}/apply"] button`).click();
    for (let i = 0; i < pages && !/\/check$/.test(this.page.url()); i += 1) {
      const before = this.page.url();
      await this.answer(answers);
      await this.go();
      // Files are sent in pieces before the page is.
      const onward = this.page.waitForURL((url) => url.href !== before);
      await Promise.race([onward, this.page.locator('.error-summary').waitFor()]).catch(() => {});
      if (this.page.url() === before) {
        throw new Error(`${before}: ${await this.page.locator('.error-summary').innerText()}`);
      }
    }
    return new URL(this.page.url()).pathname;
  }

  // The whole way; gives the case's number.
  async apply(pack, answers) {
    await this.fill(pack, answers);
    await this.page.locator('form[action$="/submit"] button').click();
    await this.page.waitForURL(/\/cases\/[^/]+\/submitted/);
    return new URL(this.page.url()).pathname.split('/')[2];
  }
}
