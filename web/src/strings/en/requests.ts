export const requests = {
  lead: (name: string) =>
    `${name} has never written to you before. They see neither that you are online nor that you have read this, until you accept and answer.`,
  texts: (name: string) => `Messages of ${name}`,
  none: 'They have not written anything yet.',
  accept: 'Accept',
  remove: 'Delete',
  block: 'Block',
  removeQuestion: 'Delete this request?',
  removeAnswer: (name: string) =>
    `It leaves your list, and ${name} does not learn of it. It comes back when you open the conversation with ${name}.`,
  waits: (name: string, left: string) =>
    `${name} has not accepted your request yet. Until then: text only, ${left}.`,
  used: (name: string) =>
    `${name} has not accepted your request yet. You can write again when they accept.`,
  left: (count: number) => (count === 1 ? '1 more message' : `${count} more messages`),
};
