// Contracts, flags and replies.

import { press } from '../acts.mjs';

export function stops({ at }) {
  if (!at.contract) return [];
  return [
    ['contracts', 'stranger', '/contracts'],
    ['contracts-found', 'stranger', '/contracts?q=pumps&flagged=1'],
    ['contracts-none', 'stranger', '/contracts?q=nowhere'],
    ['contract', 'stranger', at.contract],
    ['buyer', 'stranger', '/buyers/XM-B-02'],
    ['supplier', 'stranger', '/suppliers/XM-S-010'],
    ['indicators', 'stranger', '/indicators'],
    ['reply', 'stranger', '/reply'],
    ['reply-error', 'stranger', '/reply?code=0000'],
    ['reply-form', 'stranger', `/reply?code=${at.replyCode}`],
    ['reply-form-error', 'stranger', `/reply?code=${at.replyCode}`, press('main form[method=post] .button')],
    ['flags', 'investigator', '/flags'],
    ['flags-organisations', 'investigator', '/flags/organisations'],
    ['flag', 'investigator', at.flag],
    ['flag-error', 'investigator', at.flag, press('form[action$="/dismiss"] .button')],
    ['imports', 'investigator', '/imports'],
    ['import', 'investigator', '/imports/1'],
    ['import-new', 'investigator', '/imports/new'],
    ['import-new-error', 'investigator', '/imports/new', press('main form[method=post] .button')],
  ];
}
