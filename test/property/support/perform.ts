import type { KnownRoute, Request } from './handlers.ts';
import { planMark } from './marks/plan-mark.ts';
import type { ConversationModel, Model } from './model.ts';
import { between, messagesOf, personOf } from './model.ts';
import { photos } from './people-views.ts';
import {
  edit,
  react,
  read,
  readUpTo,
  remove,
  settingsBody,
  updateSettings,
} from './rules-change.ts';
import { accept, invite, revoke } from './rules-invitations.ts';
import { block, choosePhoto, leave, rename, unblock } from './rules-people.ts';
import type { Outcome, SendAsked } from './rules-send.ts';
import { answer, mayTake, open, post, sendTo } from './rules-send.ts';
import type { Step, What } from './steps.ts';
import type { Listed } from './views.ts';

/** A request, and the outcome by the model. */
export interface Plan {
  readonly name: KnownRoute;
  readonly request: Request;
  readonly outcome: Outcome;
}
export interface World {
  readonly model: Model;
  /** Prefix of every name: other runs share the store. */
  readonly prefix: string;
  readonly clientIds: readonly string[];
}
type Plans = {
  [K in Exclude<Step['kind'], 'compare' | 'upload'>]: (world: World, step: StepOf<K>) => Plan;
};
type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

const nobody = '00000000-0000-4000-8000-000000000000';
const nothing = { message: 'nothing', conversation: nobody, invitation: nobody, code: 'nothing' };

const pickOf = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % Math.max(1, items.length)];

const placesOf = ({ conversations }: Model): Listed[] =>
  conversations.flatMap((conversation) =>
    messagesOf(conversation).map((message) => ({ conversation, message })),
  );
const placeOf = (model: Model, number: number): Listed | undefined =>
  pickOf(placesOf(model), number);
const conversationOf = (model: Model, number: number): ConversationModel | undefined =>
  pickOf(model.conversations, number);

const askedOf = ({ model, clientIds }: World, by: number, what: What): SendAsked => ({
  by,
  content: what.text,
  clientId: what.clientId === null ? undefined : pickOf(clientIds, what.clientId),
  replyTo:
    what.replyTo === null
      ? undefined
      : (placeOf(model, what.replyTo)?.message.id ?? nothing.message),
  files: [...new Set(what.files.flatMap((number) => pickOf(model.files, number) ?? []))],
});
const optionsOf = ({ clientId, replyTo, files }: SendAsked) => ({
  ...(clientId && { client_id: clientId }),
  ...(replyTo && { reply_to_id: replyTo }),
  ...(files.length > 0 && { attachment_ids: files.map(({ id }) => id) }),
});

const plans: Plans = {
  open: ({ model }, step) => ({
    name: 'open-conversation',
    request: { body: { peer_id: personOf(model, step.peer).id } },
    outcome: open(model, step),
  }),
  send: (world, { by, to, what }) => {
    const wanted = askedOf(world, by, what);
    // If its files are refused, a first send leaves a conversation whose id no answer has named.
    const isFirst = between(world.model, by, to) === undefined;
    const files = wanted.files.filter((file) => !isFirst || mayTake(file, by));
    const asked = { ...wanted, files };
    const body = { text: asked.content, receiver_id: personOf(world.model, to).id };
    return {
      name: 'send-message',
      request: { body: { ...body, ...optionsOf(asked) } },
      outcome: sendTo(world.model, { ...asked, to }),
    };
  },
  post: (world, { by, conversation: number, what }) => {
    const asked = askedOf(world, by, what);
    const conversation = conversationOf(world.model, number);
    return {
      name: 'post-message',
      request: {
        params: { id: conversation?.id ?? nothing.conversation },
        body: { content: asked.content, ...optionsOf(asked) },
      },
      outcome: post(world.model, { ...asked, conversation }),
    };
  },
  edit: ({ model }, { by, message, text }) => {
    const place = placeOf(model, message);
    return {
      name: 'edit-message',
      request: { params: { id: place?.message.id ?? nothing.message }, body: { content: text } },
      outcome: edit(model, { by, place, content: text }),
    };
  },
  delete: ({ model }, { by, message, onlyUnread }) => {
    const place = placeOf(model, message);
    return {
      name: 'delete-message',
      request: {
        params: { id: place?.message.id ?? nothing.message },
        query: { only_unread: String(onlyUnread) },
      },
      outcome: remove(model, { by, place, onlyUnread }),
    };
  },
  read: ({ model }, { by, message }) => {
    const place = placeOf(model, message);
    return {
      name: 'read-message',
      request: { params: { id: place?.message.id ?? nothing.message } },
      outcome: read(model, { by, place }),
    };
  },
  react: ({ model }, { by, message, emoji }) => {
    const place = placeOf(model, message);
    return {
      name: emoji === null ? 'delete-reaction' : 'put-reaction',
      request: {
        params: { id: place?.message.id ?? nothing.message },
        ...(emoji !== null && { body: { emoji } }),
      },
      outcome: react(model, { by, place, emoji }),
    };
  },
  'read-up-to': ({ model }, { by, conversation: number, seq }) => {
    const conversation = conversationOf(model, number);
    return {
      name: 'read-up-to',
      request: { params: { id: conversation?.id ?? nothing.conversation }, body: { seq } },
      outcome: readUpTo(model, { by, conversation, seq }),
    };
  },
  settings: ({ model }, { by, conversation: number, change }) => {
    const conversation = conversationOf(model, number);
    return {
      name: 'update-settings',
      request: {
        params: { id: conversation?.id ?? nothing.conversation },
        body: settingsBody(change),
      },
      outcome: updateSettings(model, { by, conversation, change }),
    };
  },
  mark: ({ model }, { by, conversation: number, change }) => {
    const conversation = conversationOf(model, number);
    const { body, outcome } = planMark(model, by, conversation, change);
    const id = conversation?.id ?? nothing.conversation;
    return { name: 'change-marks', request: { params: { id }, body }, outcome };
  },
  answer: ({ model }, { by, conversation: number, isAccepted }) => {
    const conversation = conversationOf(model, number);
    return {
      name: 'answer-request',
      request: {
        params: { id: conversation?.id ?? nothing.conversation },
        body: { answer: isAccepted ? 'accepted' : 'declined' },
      },
      outcome: answer(model, { by, conversation, isAccepted }),
    };
  },
  block: ({ model }, step) => ({
    name: 'block-user',
    request: { params: { id: personOf(model, step.other).id } },
    outcome: block(model, step),
  }),
  unblock: ({ model }, step) => ({
    name: 'unblock-user',
    request: { params: { id: personOf(model, step.other).id } },
    outcome: unblock(model, step),
  }),
  invite: ({ model }, step) => ({
    name: 'create-invitation',
    request: {},
    outcome: invite(model, step),
  }),
  revoke: ({ model }, { by, invitation: number }) => {
    const invitation = pickOf(model.invitations, number);
    return {
      name: 'revoke-invitation',
      request: { params: { id: invitation?.id ?? nothing.invitation } },
      outcome: revoke(model, { by, invitation }),
    };
  },
  accept: ({ model }, { by, invitation: number }) => {
    const invitation = pickOf(model.invitations, number);
    return {
      name: 'accept-invitation',
      request: { body: { code: invitation?.code ?? nothing.code } },
      outcome: accept(model, { by, invitation }),
    };
  },
  rename: ({ model, prefix }, step) => {
    const username = `${prefix}${step.name}`;
    const displayName = `Shown ${step.name}`;
    return {
      name: 'update-me',
      request: { body: { username, display_name: displayName } },
      outcome: rename(model, { by: step.by, name: username, displayName }),
    };
  },
  'choose-photo': ({ model }, { by, photo }) => {
    const bytes = photo === null ? undefined : photos[photo];
    return {
      name: 'update-me',
      request: { body: { photo: bytes ? Buffer.from(bytes).toString('base64') : null } },
      outcome: choosePhoto(model, { by, photo }),
    };
  },
  leave: ({ model }, step) => ({ name: 'delete-me', request: {}, outcome: leave(model, step) }),
};

export const planOf = (world: World, step: Exclude<Step, { kind: 'compare' | 'upload' }>): Plan => {
  const plan = plans[step.kind] as (world: World, step: Step) => Plan;
  return plan(world, step);
};
