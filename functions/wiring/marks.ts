import {
  blockStore,
  clock,
  conversationStore,
  memberSettingsStore,
  pushPorts,
  userStore,
} from '#backend';
import { makePush } from '#core/push.ts';
import { makeChangeMarks } from '#core/usecases/marks/change-marks.ts';
import { makeGetMarks } from '#core/usecases/marks/get-marks.ts';
import { makeListStarred } from '#core/usecases/marks/list-starred.ts';
import type { PushingEnv, TableEnv } from '../runtime/env.ts';

const reading = (env: TableEnv) => ({
  users: userStore(env),
  conversations: conversationStore(env),
  settings: memberSettingsStore(env),
});

export const wireChangeMarks = (env: PushingEnv) =>
  makeChangeMarks({
    ...reading(env),
    blocks: blockStore(env),
    clock,
    push: makePush(pushPorts(env)),
  });
export const wireGetMarks = (env: TableEnv) => makeGetMarks(reading(env));
export const wireListStarred = (env: TableEnv) => makeListStarred(reading(env));
