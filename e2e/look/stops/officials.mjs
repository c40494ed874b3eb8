// Officials and supervisors: slips, versions, webhooks.

import { follow, press } from '../acts.mjs';

export function stops({ at }) {
  const list = [
    ['correct', 'decided', `${at.decidedTask}/correct`],
    ['correct-error', 'decided', `${at.decidedTask}/correct`, press('main form[method=post] .button')],
    ['webhook', 'supervisor', '/overview/webhooks', follow('/overview/webhooks/')],
  ];
  if (at.moved) {
    list.push(
      ['versions', 'supervisor', '/overview/versions'],
      ['versions-plan', 'supervisor', '/overview/versions', follow('/overview/versions/')],
      ['migration', 'supervisor', '/overview/versions', follow('/overview/migrations/')],
    );
  }
  return list;
}
