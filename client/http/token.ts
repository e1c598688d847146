/** Whose access token it is: its `username` claim. Not verified: the server does that on every call. */
export const userIdOf = (accessToken: string): string => {
  const payload = accessToken.split('.')[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return (JSON.parse(json) as { username: string }).username;
};
