import { expect, it } from 'vitest';
import { loadFold, roughFold, searchOwn } from '#site/features/conversations/model/search-own.ts';
import { aConversation, ME } from '#test/web/support/builders.ts';

const named = (username: string) => {
  const conversation = aConversation();
  return { ...conversation, peer: { ...conversation.peer, username } };
};

it.each([
  ['straße', 'STRASS'],
  ['σίσυφος', 'ΦΟΣ'],
  ['ｆｕｌｌ', 'FUL'],
  ['i̇stanbul', 'İST'],
  ['ada', ' AD '],
])('finds %j by %j, like the server', async (name, typed) => {
  const own = [named(name), named('somebody')];

  const found = searchOwn(own, typed, ME, await loadFold());

  expect(found).toEqual([own[0]]);
});

it('finds names in another case before the tables have loaded', () => {
  const own = [named('ärger')];

  expect(searchOwn(own, 'ÄRG', ME, roughFold)).toEqual(own);
});
