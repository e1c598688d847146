import type {
  CreateAuthChallengeTriggerEvent,
  DefineAuthChallengeTriggerEvent,
  VerifyAuthChallengeResponseTriggerEvent,
} from 'aws-lambda';
import { signInProofs } from '#backend';
import { readEnv, triggerEnv } from '../../runtime/env.ts';

const proofs = signInProofs(readEnv(triggerEnv['prove-sign-in']));

type Event =
  | DefineAuthChallengeTriggerEvent
  | CreateAuthChallengeTriggerEvent
  | VerifyAuthChallengeResponseTriggerEvent;

/** One challenge, one answer: anything else ends the sign-in. */
const define = (event: DefineAuthChallengeTriggerEvent): void => {
  const { session, userNotFound } = event.request;
  const [first, ...more] = session;
  const isUnknown = userNotFound === true;
  const isFirst = session.length === 0;
  const isProven =
    more.length === 0 && first?.challengeName === 'CUSTOM_CHALLENGE' && first.challengeResult;
  event.response = {
    challengeName: 'CUSTOM_CHALLENGE',
    issueTokens: !isUnknown && isProven === true,
    failAuthentication: isUnknown || (!isFirst && isProven !== true),
  };
};

/**
 * Cognito's triggers of a sign-in without a password. The sign-in function has checked a passkey and stored a proof
 * for its user. Anybody may begin such a sign-in at Cognito, but without the proof it gets no tokens.
 */
export const handler = async (event: Event): Promise<Event> => {
  switch (event.triggerSource) {
    case 'DefineAuthChallenge_Authentication':
      define(event);
      break;
    case 'CreateAuthChallenge_Authentication':
      // The client knows what to answer.
      event.response = {
        publicChallengeParameters: {},
        privateChallengeParameters: {},
        challengeMetadata: '',
      };
      break;
    case 'VerifyAuthChallengeResponse_Authentication':
      event.response = {
        answerCorrect: await proofs.take(event.userName, event.request.challengeAnswer),
      };
  }
  return event;
};
