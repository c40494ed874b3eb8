// Every address that the program serves has a stop, or a reason here why it is no page. A new page without a stop fails.

// Route and reason. A route that is not served any more, or that a stop shows, may not stay here.
const NO_PAGES = {
  '/healthz': 'for machines', '/readyz': 'for machines', '/metrics': 'for machines',
  '/cases/{number}/documents/{hash}': 'a file', '/cases/{number}/entries/{seq}/receipt': 'a file',
  '/cases/{number}/decision.pdf': 'a letter', '/cases/{number}/case.pdf': 'a letter',
  '/cases/{number}/certificates/{n}/certificate.pdf': 'a letter', '/certificates/{number}/certificate.pdf': 'a letter',
  '/services/{pack}/register/{seq}': 'a file', '/drafts/{draft}': 'leads to a page of the draft',
  '/drafts/{draft}/uploads/{id}': 'for the script that sends files in pieces',
  '/record/checkpoint': 'a file', '/record/vkey': 'a file', '/record/rotations': 'a file', '/record/logs': 'a file',
  '/record/logs/receipt': 'a file', '/record/logs/refused': 'a file', '/record/tile/{*path}': 'a file',
  '/.well-known/http-message-signatures-directory': 'a file', '/feedback/answers.csv': 'a file',
  '/sms/reports/{notice}/{code}': 'for an SMS gateway',
  '/cases/{number}/entries/{seq}/passkey': 'a file', '/sign-in/with/{provider}': 'leads to the provider',
};
const FILES = /^\/assets\/|\.m?js$|^\/api\//;

// The patterns of the routes that show pages, out of what the program said on starting.
export function pages(log) {
  const said = [...log.matchAll(/^route GET (\S+)/gm)].map(([, route]) => route);
  return said.filter((route) => !FILES.test(route));
}

const matches = (route, address) => new RegExp(`^${route.replace(/[.]/g, '\\.').replace(/\{\*\w+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(address);

// The route of an address: one without parameters before one with.
function routeOf(routes, address) {
  const fitting = routes.filter((route) => matches(route, address));
  return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

// What is wrong between the routes and the addresses that stops came to.
export function unseen(routes, addresses) {
  const seen = new Set(addresses.map((address) => routeOf(routes, address)));
  const found = [];
  for (const route of routes) {
    if (!seen.has(route) && !NO_PAGES[route]) found.push(`${route} has no stop in e2e/look/stops/: add one, or a reason in e2e/look/routes.mjs why it is no page`);
    if (seen.has(route) && NO_PAGES[route]) found.push(`${route} is a page: take it out of NO_PAGES`);
  }
  for (const route of Object.keys(NO_PAGES)) {
    if (!routes.includes(route)) found.push(`${route} is not served any more: take it out of NO_PAGES`);
  }
  return found;
}
