import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** With this scope a token opens Cognito's own user API: rename, change of password, deletion. */
const userApiScope = 'aws.cognito.signin.user.admin';

/** Takes the scope out of every access token that Cognito issues: ours open our API only. */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  event.response.claimsAndScopeOverrideDetails = {
    accessTokenGeneration: { scopesToSuppress: [userApiScope] },
  };
  return event;
};
