/** What a form's field holds as text; a file or nothing is no text. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** What an action was given as its form. It can be called with anything, and anything else is an empty form. */
export const formOf = (given: unknown): FormData => (given instanceof FormData ? given : new FormData());
