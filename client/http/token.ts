/**
 * The user id in an access token (`username` claim). Not verified here: the server verifies every
 * call.
 */
export const userIdOf = (accessToken: string): string => {
  const payload = accessToken.split('.')[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return (JSON.parse(json) as { username: string }).username;
};
