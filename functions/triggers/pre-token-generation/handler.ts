import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';

/** This scope grants access to Cognito's own user API: rename, change of password, deletion. */
const userApiScope = 'aws.cognito.signin.user.admin';

/** Removes the scope from every access token, so that it is valid for our API only. */
export const handler = async (
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> => {
  event.response.claimsAndScopeOverrideDetails = {
    accessTokenGeneration: { scopesToSuppress: [userApiScope] },
  };
  return event;
};
