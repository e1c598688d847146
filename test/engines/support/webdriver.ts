/** Non-character keys in WebDriver's encoding. */
export const keyCodes = {
  Enter: '\uE007',
  Escape: '\uE00C',
  Tab: '\uE004',
  ArrowDown: '\uE015',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowLeft: '\uE012',
  Control: '\uE009',
} as const;

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const TIMEOUT_MS = 45_000;

export type Call = <T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
) => Promise<T>;

/** Calls a W3C WebDriver server. @throws with the code and message of its answer */
export const webDriver =
  (base: string): Call =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { value } = (await response.json()) as {
      value: { error?: string; message?: string } | null;
    };
    if (!response.ok) throw new Error(`${path}: ${value?.error}: ${value?.message}`);
    return value as never;
  };

/** One session: a browser window. Elements are identified by their ids. */
export const createWebDriverSession = async (call: Call, capabilities: object) => {
  const { sessionId } = await call<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: capabilities },
  });
  const send: Call = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
  const act = (actions: object[]): Promise<void> =>
    send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  return {
    send,
    run: async <T>(body: string): Promise<T> => {
      const script = `const done = arguments[0]; (async () => {${body}})().then(
        (value) => done({ value }), (error) => done({ error: String(error) }))`;
      const answer = await send<{ value?: T; error?: string }>('POST', '/execute/async', {
        script,
        args: [],
      });
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as T;
    },
    /** The element that a script returns, or null. */
    element: async (script: string): Promise<string | null> => {
      const found = await send<Record<string, string> | null>('POST', '/execute/sync', {
        script,
        args: [],
      });
      return found?.[elementKey] ?? null;
    },
    press: (...keys: string[]): Promise<void> =>
      act([
        ...keys.map((value) => ({ type: 'keyDown', value })),
        ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
      ]),
    quit: (): Promise<void> => send('DELETE', ''),
  };
};
