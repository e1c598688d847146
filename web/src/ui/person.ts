interface Named {
  readonly username: string;
  /** Absent in an offline copy of an earlier version. */
  readonly display_name?: string | null;
}

/** The name to show. */
export const shownName = ({ display_name, username }: Named): string => display_name ?? username;

/** The name to show with the username: display names are not unique. */
export const fullName = (person: Named): string =>
  person.display_name ? `${person.display_name} (${person.username})` : person.username;

/** What an avatar needs to know of a person. */
export const faceOf = (
  person: Named & { readonly id: string; readonly photo?: string | null },
) => ({
  id: person.id,
  name: shownName(person),
  photo: person.photo,
});
