/** Strings of a reply or an edit in the message box, which a lazy module shows. */
export const composing = {
  replyingTo: (name: string) => `Reply to ${name}`,
  replyingToSelf: 'Reply to yourself',
  cancelReply: 'Cancel the reply',
  editing: 'Edit message',
  cancelEdit: 'Cancel the edit',
};

export type ComposingWords = typeof composing;
