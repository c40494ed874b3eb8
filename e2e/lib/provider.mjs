// An identity provider: npm's certified oidc-provider, with pages of a few lines. Who comes says who they are, how surely it is
// proved, and whether they agree.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export const LEVELS = { low: 'urn:test:loa:low', substantial: 'urn:test:loa:substantial', high: 'urn:test:loa:high' };
export const CLIENT = 'diwan';
export const SECRET = 'a-secret-of-the-test';

// Where it listens and what it is configured with; `home` is the house's address, once that is known.
export async function startProvider(port = 0) {
  const server = createServer();
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  const issuer = `http://localhost:${server.address().port}`;
  let handler = (request, response) => response.writeHead(503).end();
  server.on('request', (request, response) => handler(request, response));
  return {
    issuer,
    // Registers the house, and begins to answer.
    serve: (home, id = 'national') => { handler = answers(issuer, home, id); },
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

function key(alg, kid) {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair.privateKey.export({ format: 'jwk' }), alg, kid, use: 'sig' };
}

function answers(issuer, home, id) {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [`${home}/sign-in/with/${id}/back`],
      post_logout_redirect_uris: [`${home}/`],
      backchannel_logout_uri: `${home}/identity-providers/${id}/logout`,
      backchannel_logout_session_required: true,
    }],
    jwks: { keys: [key('RS256', 'r1'), key('ES256', 'e1')] },
    cookies: { keys: ['only for tests'] },
    acrValues: Object.values(LEVELS),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], acr: null, auth_time: null },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@example.org`, email_verified: !sub.startsWith('unverified'), name: sub.replaceAll('.', ' ') }),
    }),
    // The house is on this machine, which the library's own would not call, and may be slow.
    fetch: (url, { dispatcher, signal, ...options }) => fetch(url, { ...options, signal: AbortSignal.timeout(30_000) }),
    // What the house asks for it may have: its people are asked there.
    loadExistingGrant: async (ctx) => {
      const grant = new provider.Grant({ clientId: CLIENT, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    ttl: { Session: 3600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  const pages = provider.callback();
  return (request, response) => {
    const page = request.url.match(/^\/interaction\/([\w-]+)(?:\?.*)?$/);
    if (!page) return pages(request, response);
    return request.method === 'POST' ? finish(provider, request, response) : show(response, request.url);
  };
}

function show(response, url) {
  const levels = Object.entries(LEVELS).map(([name, acr]) => `<option value="${acr}">${name}</option>`).join('');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html><html lang="en"><title>Provider</title>
    <form method="post" action="${url}"><input name="person"><select name="acr">${levels}</select>
    <button name="agree" value="yes">Agree</button><button name="agree" value="no">Stop</button></form></html>`);
}

async function finish(provider, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const result = form.get('agree') === 'yes'
    ? { login: { accountId: form.get('person'), acr: form.get('acr') } }
    : { error: 'access_denied', error_description: 'the person stopped' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}
