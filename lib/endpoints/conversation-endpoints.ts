import { httpEnv } from '../../functions/runtime/env.ts';
import { together } from '../constructs/binding.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

export const conversationEndpoints = {
  'open-conversation': endpoint({
    env: httpEnv['open-conversation'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.settings.requests,
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.open',
          'ConversationStore.change',
          'MemberSettingsStore.get',
        ),
        ...pushing(resources),
      ),
  }),
  'list-conversations': endpoint({
    env: httpEnv['list-conversations'],
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'BlockStore.listBlockedEitherWay',
        'MemberSettingsStore.list',
      ),
  }),
  'get-conversation': endpoint({
    env: httpEnv['get-conversation'],
    ...sizes.small,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'MemberSettingsStore.get',
      ),
  }),
  'list-messages': endpoint({
    env: httpEnv['list-messages'],
    ...sizes.fast,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.listMessages',
        'MemberSettingsStore.get',
        'MemberSettingsStore.getMarks',
      ),
  }),
  'read-log': endpoint({
    env: httpEnv['read-log'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'BlockStore.isBlockedBetween',
        'ConversationStore.get',
        'ConversationStore.readLog',
        'MemberSettingsStore.get',
        'MemberSettingsStore.getMarks',
      ),
  }),
  'read-up-to': endpoint({
    env: httpEnv['read-up-to'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.change',
          'MemberSettingsStore.get',
        ),
        ...pushing(resources),
      ),
  }),
  'answer-request': endpoint({
    env: httpEnv['answer-request'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.change',
          'MemberSettingsStore.get',
        ),
        ...pushing(resources),
      ),
  }),
  'set-disappearing': endpoint({
    env: httpEnv['set-disappearing'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'ConversationStore.get',
          'ConversationStore.change',
          'MemberSettingsStore.get',
        ),
        ...pushing(resources),
      ),
  }),
  'update-settings': endpoint({
    env: httpEnv['update-settings'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.get',
          'MemberSettingsStore.change',
        ),
        ...pushing(resources),
      ),
  }),
  'change-marks': endpoint({
    env: httpEnv['change-marks'],
    ...sizes.medium,
    backend: (resources) =>
      together(
        resources.table.uses(
          'UserStore.get',
          'BlockStore.isBlockedBetween',
          'ConversationStore.get',
          'ConversationStore.getMessages',
          'ConversationStore.change',
          'MemberSettingsStore.get',
          'MemberSettingsStore.getMarks',
          'MemberSettingsStore.changeMarks',
        ),
        ...pushing(resources),
      ),
  }),
  'get-marks': endpoint({
    env: httpEnv['get-marks'],
    ...sizes.small,
    backend: ({ table }) =>
      table.uses('UserStore.get', 'ConversationStore.get', 'MemberSettingsStore.getMarks'),
  }),
  'list-starred': endpoint({
    env: httpEnv['list-starred'],
    ...sizes.medium,
    backend: ({ table }) =>
      table.uses(
        'UserStore.get',
        'UserStore.getMany',
        'ConversationStore.get',
        'ConversationStore.getMessages',
        'MemberSettingsStore.listStarred',
      ),
  }),
};
