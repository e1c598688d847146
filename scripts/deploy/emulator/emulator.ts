/** LocalStack runs functions in containers, where only this name resolves to the emulator. */
const localStackAddress = 'http://localhost.localstack.cloud:4566';

/**
 * The emulator's address for functions and clients: MiniStack's functions use its machine and
 * address.
 */
export const addressForFunctions = async (endpoint: string): Promise<string> => {
  const asked = process.env['PARLEY_LAMBDA_ENDPOINT_URL'];
  if (asked) return asked;
  const answer = await fetch(`${endpoint}/_ministack/health`);
  return answer.ok ? endpoint : localStackAddress;
};
