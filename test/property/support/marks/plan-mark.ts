import type { ConversationModel, MessageModel, Model } from '../model.ts';
import { messagesOf } from '../model.ts';
import { mark } from './rules-marks.ts';

/** Numbers select one of the conversation's messages. */
export interface MarkStep {
  readonly clear?: number;
  readonly hide?: number;
  readonly star?: number;
  readonly unstar?: number;
}

const pick = (
  conversation: ConversationModel | undefined,
  number: number | undefined,
): MessageModel | null | undefined => {
  if (number === undefined) return undefined;
  const messages = conversation ? messagesOf(conversation) : [];
  return messages[number % Math.max(1, messages.length)] ?? null;
};

const idsOf = (message: MessageModel | null | undefined) =>
  message === undefined ? undefined : [message?.id ?? 'nothing'];

/** The request of a step, and its outcome by the model. */
export const planMark = (
  model: Model,
  by: number,
  conversation: ConversationModel | undefined,
  step: MarkStep,
) => {
  const change = {
    clear: step.clear,
    hide: pick(conversation, step.hide),
    star: pick(conversation, step.star),
    unstar: pick(conversation, step.unstar),
  };
  // Ids before the outcome: it changes the model.
  const body = {
    ...(change.clear !== undefined && { cleared_seq: change.clear }),
    ...(change.hide !== undefined && { hide: idsOf(change.hide) }),
    ...(change.star !== undefined && { star: idsOf(change.star) }),
    ...(change.unstar !== undefined && { unstar: idsOf(change.unstar) }),
  };
  return { body, outcome: mark(model, { by, conversation, change }) };
};
