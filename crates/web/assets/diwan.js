// Small comforts. Every page works without them.
"use strict";
(() => {
  const each = (selector, work) => document.querySelectorAll(selector).forEach(work);

  // A form is sent once, however often the button is pressed on a slow line.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    // Not before the form is read: a disabled button would not be in it.
    setTimeout(() => form.querySelectorAll("button").forEach((b) => b.setAttribute("aria-disabled", "true")));
  });
  // Back by the browser, from its cache: the form may be sent again.
  addEventListener("pageshow", () => each("form[data-sent]", (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    form.querySelectorAll("[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
  }));

  // Mistakes are read out first.
  each("main > [data-focus]", (part) => part.focus());

  // How much may still be written, said aloud only when the writer pauses.
  each("textarea[data-limit]", (area) => {
    const hint = document.querySelector(`[data-count="${area.id}"]`);
    if (!hint || !hint.dataset.left) return;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    hint.after(said);
    let pause;
    const count = () => {
      // Characters as people count them: not UTF-16 units, and a line break is one.
      const left = Number(area.dataset.limit) - Array.from(area.value).length;
      const text = hint.dataset.left.replace("{n}", left.toLocaleString("en"));
      hint.textContent = text;
      hint.classList.toggle("field-error", left < 0);
      clearTimeout(pause);
      pause = setTimeout(() => { said.textContent = text; }, 1000);
    };
    area.addEventListener("input", count);
    if (area.value) count();
  });

  // A file too large for the office is named before it is sent for nothing.
  each("input[type=file][data-limit]", (field) => field.addEventListener("change", () => {
    const large = Array.from(field.files).some((file) => file.size > Number(field.dataset.limit));
    const hint = document.getElementById(`${field.id}-kinds`);
    if (hint) hint.classList.toggle("field-error", large);
    field.toggleAttribute("aria-invalid", large);
  }));

  // Codes and numbers that people carry elsewhere.
  each("[data-copy]", (part) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link copy";
    button.textContent = part.dataset.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(part.textContent.trim());
      button.textContent = part.dataset.copied;
      setTimeout(() => { button.textContent = part.dataset.copy; }, 3000);
    });
    part.after(" ", button);
  });

  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  // An open menu closes on Escape and on a click beside it.
  const menus = () => document.querySelectorAll("details.menu[open], details.account[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  }));
})();
