import { type Check, holds, same } from '../check.ts';

const day = 86_400;

export const disappearingCheck: Check = {
  id: 'messages.disappearing',
  title: 'a conversation can let its messages disappear, and its history says so',
  assumes:
    'A send writes its items in EXP# and in the list EXPIRY, and the function that sets the time may write the conversation.',
  remedy:
    'Check the rights of set-disappearing and of the functions that send (lib/table-rights.ts).',
  needs: ['accounts'],
  run: async ({ call, people }) => {
    // In the notes to oneself, so that other checks find their conversation as it was.
    const { ada } = await people.shared();
    const { token } = ada;
    const opened = await call('POST', '/conversations', { token, json: { peer_id: ada.id } });
    const path = `/conversations/${opened.body.id}`;
    const set = (after: number | null) =>
      call('PUT', `${path}/disappearing`, { token, json: { after } });
    // It may still be on after a check that failed.
    await set(null);
    const on = await set(day);
    same('status of the setting', on.status, 200);
    const json = { content: 'This text of npm run verify disappears.' };
    const sent = await call('POST', `${path}/messages`, { token, json });
    same('status of the send', sent.status, 201);
    const lasts = Date.parse(sent.body.expires_at) - Date.parse(sent.body.created_at);
    same('seconds until the message disappears', lasts / 1_000, day);
    const off = await set(null);
    holds(Date.parse(off.body.next_expiry) > 0, 'the conversation has no next_expiry');
    const history = await call('GET', `${path}/messages?limit=3`, { token });
    const notices = history.body.items.map((one: { notice?: object }) => one.notice);
    const kind = 'disappearing';
    same('notices', notices, [{ kind, after: null }, undefined, { kind, after: day }]);
    return 'set, sent, turned off';
  },
};
