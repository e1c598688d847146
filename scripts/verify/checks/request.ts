import { requestLimits } from '#contracts/http/request-limits.ts';
import { type Check, Finding, same } from '../check.ts';

export const requestCheck: Check = {
  id: 'people.request',
  title: 'a first message waits as a request, brings a few texts only, and is accepted',
  assumes: 'The conversation has its request, and the function that answers one may write it.',
  remedy: 'Check the rights of the function answer-request, and the setting `requests`.',
  needs: ['new accounts'],
  run: async ({ call, people }) => {
    const [stranger, owner] = [await people.register(), await people.register()];
    const write = (text: string) =>
      call('POST', '/messages', { token: stranger.token, json: { receiver_id: owner.id, text } });
    const first = await write('Hello from npm run verify.');
    same('status of the first message', first.status, 201);
    const id: string = first.body.conversation_id;
    const answer = () =>
      call('PUT', `/conversations/${id}/request`, {
        token: owner.token,
        json: { answer: 'accepted' },
      });
    const seen = await call('GET', `/conversations/${id}`, { token: owner.token });
    if (seen.body.request === undefined) {
      same('status of the answer', (await answer()).status, 200);
      throw new Finding('skipped', 'the operator has turned requests off');
    }
    same('state', seen.body.request.state, 'received');
    for (let sent = 1; sent < requestLimits.messages; sent++) await write(`${sent}`);
    const refused = await write('one too many');
    same('one message too many', [refused.status, refused.body.code], [409, 'request_pending']);
    const accepted = await answer();
    same('the answer', [accepted.status, accepted.body.request], [200, undefined]);
    same('status of the next message', (await write('Thank you from npm run verify.')).status, 201);
    return `${requestLimits.messages} texts, 409, then accepted`;
  },
};
