// Shows push messages. A service worker of its own, and a part of the one that keeps forms.
"use strict";
(() => {
  const home = (link) => {
    const url = new URL(link || "/", self.location.origin);
    return url.origin === self.location.origin ? url.href : self.location.origin;
  };

  self.addEventListener("push", (event) => {
    const told = event.data ? event.data.json() : {};
    event.waitUntil(self.registration.showNotification(told.title || "Diwan", {
      lang: told.lang,
      dir: told.dir,
      tag: told.link,
      data: { link: home(told.link) },
    }));
  });

  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(self.clients.openWindow(event.notification.data.link));
  });
})();
