// The browser's own virtual authenticator (WebDriver, virtual authenticators; by Chromium's DevTools protocol).

// Gives what sends commands to a new authenticator of the page: resident keys, user verified.
export async function virtualAuthenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return (command, more = {}) => cdp.send(`WebAuthn.${command}`, { authenticatorId, ...more });
}
